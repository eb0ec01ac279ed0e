import { isLate, type ScheduledRun } from '../../../core/console-api/deletions/scheduled-runs.ts';
import { m } from '../../messages/messages.js';
import classes from './schedule.module.css';
import { formatInZone } from './times-in-words.ts';

/** Says that a run began late, where it did: when it was due, and when it began. */
export function LateLine({ run, zone }: { run: Pick<ScheduledRun, 'due_at' | 'began_at'>; zone: string }) {
  if (!isLate(run)) return null;
  const [due, began] = [formatInZone(run.due_at, zone), formatInZone(run.began_at, zone)];
  return <p className={classes.late}>{m.schedule_late({ due, began })}</p>;
}
