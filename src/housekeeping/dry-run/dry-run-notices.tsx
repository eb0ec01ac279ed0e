import { Text } from '@mantine/core';
import { Link } from 'react-router-dom';
import type { DryRun } from '../../../core/console-api/deletions/rules.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import classes from '../housekeeping.module.css';

/** What a dry run rests on, and how it differs from the one before. */
export function DryRunNotices({ dryRun: { copy, before } }: { dryRun: DryRun }) {
  return (
    <>
      {copy && (
        <Text size="sm">
          {copy.read_at === null ? (
            m.rules_copy_never()
          ) : (
            <>
              {m.rules_copy()} <TimeStamp at={copy.read_at} />.
            </>
          )}{' '}
          {before && copy.read_at !== null && copy.read_at <= before.made_at && (
            <strong className={classes.warn}>{m.schedule_copy_unchanged()}</strong>
          )}{' '}
          {!copy.are_services_known && <strong className={classes.warn}>{m.rules_copy_services()}</strong>}
        </Text>
      )}
      {before && (
        <Text size="sm" className={classes.last}>
          {m.rules_since()}{' '}
          <strong>
            {before.added + before.gone === 0
              ? m.rules_since_same()
              : m.rules_since_counts({ added: formatCount(before.added), gone: formatCount(before.gone) })}
          </strong>{' '}
          (
          <Link to={paths.dryRun(before.dry_run_id)}>
            <TimeStamp at={before.made_at} />
          </Link>
          )
        </Text>
      )}
    </>
  );
}
