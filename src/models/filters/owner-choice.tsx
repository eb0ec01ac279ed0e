import { Checkbox, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { modelOwnersQuery } from '../../api/queries/models/owner-names.ts';
import { m } from '../../messages/messages.js';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { formatCount } from '../../ui/text/format.ts';
import classes from './filters.module.css';
import { useOwnerNames } from './use-owner-names.ts';

/** Whose versions: any of those who own some, and of those who were chosen before. */
export function OwnerChoice(props: { owners: readonly string[]; onChange: (owners: string[]) => void }) {
  const { owners, onChange } = props;
  const { data, isPending, error, refetch } = useQuery(modelOwnersQuery);
  const nameOf = useOwnerNames();
  const counts = new Map(data?.owners.map(({ owner, versions }) => [owner, versions]));
  const offered = [...new Set([...owners, ...counts.keys()])];
  const toggle = (owner: string) =>
    onChange(owners.includes(owner) ? owners.filter((other) => other !== owner) : [...owners, owner]);
  return (
    <fieldset className={classes.owners} aria-busy={isPending}>
      <legend className={classes.title}>{m.field_owner()}</legend>
      {error && <ErrorNotice error={error} onRetry={() => refetch()} />}
      {isPending && <Text size="xs">{m.loading()}</Text>}
      {data && offered.length === 0 && (
        <Text size="xs" c="dimmed">
          {m.list_owner_none()}
        </Text>
      )}
      <div className={classes.ownerList}>
        {offered.map((owner) => (
          <Checkbox
            key={owner}
            size="xs"
            label={
              <>
                <bdi>{nameOf(owner)}</bdi>{' '}
                <span className={classes.quiet}>{formatCount(counts.get(owner) ?? 0)}</span>
              </>
            }
            checked={owners.includes(owner)}
            onChange={() => toggle(owner)}
          />
        ))}
      </div>
      {data?.has_more && (
        <Text size="xs" c="dimmed">
          {m.list_owner_more()}
        </Text>
      )}
    </fieldset>
  );
}
