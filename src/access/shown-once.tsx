import { Alert, Group, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { m } from '../messages/messages.js';
import { CopyButton } from '../ui/copy/copy-button.tsx';
import classes from './access.module.css';

/** What somebody signs in or signs with, to be passed on or kept now: it cannot be read again. */
export function ShownOnce(props: { text: string; facts: readonly { label: string; value: string }[] }) {
  const { text, facts } = props;
  const all = facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
  return (
    <Alert color="coppice" variant="light" role="status" icon={<IconKey size={18} aria-hidden />}>
      <Stack gap="xs">
        <Text size="sm">{text}</Text>
        <dl className={classes.facts}>
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        <Group>
          <CopyButton text={all} label={m.people_copy_all()} size="xs" />
        </Group>
      </Stack>
    </Alert>
  );
}
