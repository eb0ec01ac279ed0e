import type { EventHub } from '../events/event-hub.ts';
import { callerOfRun } from './run-caller.ts';
import type { RunDriver } from './run-effects.ts';
import { type RunRow, selectRun } from './run-row.ts';

/** Why a run is put down before its end. */
export type Stop = 'stopped' | 'access-ended' | 'taken-over' | 'closing';

/**
 * Follows what is done to a run elsewhere while `runner` carries it out: its `signal` is aborted when there is to be no
 * further call, and `why` then tells the reason.
 *
 * @param closing aborted when this gateway stops.
 */
export function watchRun(
  { store, hub, logFailure }: RunDriver & { hub: Pick<EventHub, 'hear'> },
  { run, runner }: { run: RunRow; runner: string },
  closing: AbortSignal,
) {
  const stop = new AbortController();
  let why: Stop | undefined;
  const stopFor = (reason: Stop) => {
    why ??= reason;
    stop.abort();
  };
  const look = async () => {
    const now = await selectRun(store, run).executeTakeFirst();
    if (!now || now.runner !== runner) stopFor('taken-over');
    else if (now.is_stopping) stopFor('stopped');
    else if (!(await callerOfRun(store, now))) stopFor('access-ended');
  };
  const lookAgain = () => void look().catch(logFailure);
  const unhear = hub.hear({
    changed: (project_id, change) => {
      if (change.about !== 'runs' || project_id !== run.project_id) return;
      if (change.deletion_id === run.deletion_id) lookAgain();
    },
    accessEnded: (user_id) => {
      if (user_id === run.user_id) lookAgain();
    },
  });
  const onClosing = () => stopFor('closing');
  if (closing.aborted) onClosing();
  closing.addEventListener('abort', onClosing, { once: true });
  // What was done before it was followed is seen by a look.
  lookAgain();
  return {
    signal: stop.signal,
    why: () => why,
    end() {
      unhear();
      closing.removeEventListener('abort', onClosing);
    },
  };
}
