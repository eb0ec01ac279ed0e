import { MAX_DELETIONS_PER_CALL } from '../../../core/contract/delete-model.ts';
import type { Plan } from '../../../core/deletion/plan.ts';
import { m } from '../../messages/messages.js';
import { formatCount, formatDuration } from '../../ui/text/format.ts';
import classes from '../deletion.module.css';
import { expectedCallTime } from '../planning/call-time.ts';

/** A plan that takes longer says how long it will take, roughly. In ms. */
const LONG_MS = 5_000;

/** How many calls a plan takes, where it is more than one, and how long that will be. */
export function CallsLine({ plan: { calls, cascades } }: { plan: Plan }) {
  if (calls.length < 2) return null;
  const count = { count: formatCount(calls.length), limit: MAX_DELETIONS_PER_CALL };
  const words = cascades.length > 0 ? m.summary_rounds(count) : m.summary_calls(count);
  const time = calls.length * expectedCallTime();
  return (
    <span className={classes.checked}>
      {time < LONG_MS ? words : `${words} · ${m.takes_about({ time: formatDuration(time) })}`}
    </span>
  );
}
