import { useId } from 'react';
import { Link } from 'react-router-dom';
import type { ScheduledRun } from '../../../core/console-api/deletions/scheduled-runs.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { Disclosure } from '../../ui/disclosure.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { LateLine } from './late-line.tsx';
import classes from './schedule.module.css';
import { formatInZone } from './times-in-words.ts';

/** What became of a rule at the last times of its schedule. */
export function ScheduledRuns({ runs, zone }: { runs: readonly ScheduledRun[]; zone: string }) {
  const id = useId();
  if (runs.length === 0) return null;
  return (
    <Disclosure label={<span id={id}>{m.schedule_runs()}</span>}>
      <ul className={classes.runs} aria-labelledby={id}>
        {runs.map((run) => (
          <li key={run.scheduled_run_id}>
            <time dateTime={new Date(run.due_at).toISOString()}>{formatInZone(run.due_at, zone)}</time>
            <span>
              {stateInWords(run)}
              {run.decided?.note && (
                <>
                  {': '}
                  <bdi>{run.decided.note}</bdi>
                </>
              )}
            </span>
            <span className={classes.links}>
              {run.dry_run_id && <Link to={paths.dryRun(run.dry_run_id)}>{m.schedule_list()}</Link>}
              {run.deletion_id && <Link to={paths.deletion(run.deletion_id)}>{m.schedule_receipt()}</Link>}
            </span>
            <LateLine run={run} zone={zone} />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function stateInWords({ state, versions, decided }: ScheduledRun): string {
  const told = { count: versions, shown: formatCount(versions) };
  const by = { user: decided?.user_name ?? '' };
  switch (state) {
    case 'running':
      return m.schedule_state_running();
    case 'nothing':
      return m.schedule_state_nothing();
    case 'failed':
      return m.schedule_state_failed();
    case 'waiting':
      return m.schedule_state_waiting(told);
    case 'replaced':
      return m.schedule_state_replaced(told);
    case 'declined':
      return m.schedule_state_declined(by);
    case 'consented':
      return m.schedule_state_consented(by);
    case 'sent':
      return m.schedule_state_sent(told);
    default:
      return state satisfies never;
  }
}
