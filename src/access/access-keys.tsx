import { Button, Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useRef, useState } from 'react';
import type { AccessKey } from '../../core/console-api/access/people.ts';
import { useMakeKey, useRemoveKey } from '../api/queries/access/own-access.ts';
import { m } from '../messages/messages.js';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import { useHandOnFocus } from '../ui/use-hand-on-focus.ts';
import classes from './access.module.css';
import { ShownOnce } from './shown-once.tsx';

/** Somebody's access keys: when each was made and last used, to be made and removed. */
export function AccessKeys(props: {
  keys: readonly AccessKey[];
  /** Whose they are, if not one's own. */
  userId?: string;
}) {
  const { keys, userId } = props;
  const make = useMakeKey(userId);
  const remove = useRemoveKey(userId);
  const made = make.data;
  return (
    <Stack gap="sm">
      {keys.length === 0 && (
        <Text size="sm" c="dimmed">
          {m.people_key_none()}
        </Text>
      )}
      {keys.length > 0 && (
        <div className={classes.table}>
          <Table aria-label={m.people_keys_column()} verticalSpacing="xs" horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{m.people_key()}</Table.Th>
                <Table.Th scope="col" className={classes.wide}>
                  {m.people_key_made()}
                </Table.Th>
                <Table.Th scope="col">{m.people_key_used()}</Table.Th>
                <Table.Th scope="col">
                  <VisuallyHidden>{m.people_actions()}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.map((key) => (
                <KeyRow
                  key={key.access_key}
                  accessKey={key}
                  isRemoving={remove.isPending && remove.variables === key.access_key}
                  onRemove={() => remove.mutate(key.access_key)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {remove.isError && <ErrorNotice error={remove.error} />}
      {made && (
        <ShownOnce
          text={m.people_key_once()}
          facts={[
            { label: m.people_key(), value: made.access_key },
            { label: m.people_key_secret(), value: made.secret_key },
          ]}
        />
      )}
      {make.isError && <ErrorNotice error={make.error} />}
      <Group>
        <Button size="xs" variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          {m.people_key_make()}
        </Button>
      </Group>
    </Stack>
  );
}

function KeyRow(props: { accessKey: AccessKey; isRemoving: boolean; onRemove: () => void }) {
  const { access_key, created_at, last_used_at } = props.accessKey;
  // Not said before somebody began to.
  const [isAsked, setAsked] = useState<boolean>();
  const row = useRef<HTMLTableRowElement>(null);
  useHandOnFocus(row);
  return (
    <Table.Tr ref={row}>
      <Table.Td>
        <code className={classes.key}>{access_key}</code>
        {isAsked && (
          <Stack gap={6} mt={6} role="alert">
            <Text size="xs">{m.people_key_remove_sure()}</Text>
            <Group gap="xs">
              <Button size="compact-xs" color="red" loading={props.isRemoving} onClick={props.onRemove}>
                {m.people_key_remove()}
              </Button>
              <Button size="compact-xs" variant="default" autoFocus onClick={() => setAsked(false)}>
                {m.people_key_keep()}
              </Button>
            </Group>
          </Stack>
        )}
      </Table.Td>
      <Table.Td className={classes.wide}>
        <TimeStamp at={created_at} tabIndex={0} />
      </Table.Td>
      <Table.Td>
        {last_used_at === null ? m.people_never() : <TimeStamp at={last_used_at} tabIndex={0} />}
      </Table.Td>
      <Table.Td className={classes.act}>
        {!isAsked && (
          <Button
            size="compact-xs"
            variant="default"
            autoFocus={isAsked === false}
            aria-label={m.people_key_remove_of({ key: access_key })}
            onClick={() => setAsked(true)}
          >
            {m.people_key_remove()}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
