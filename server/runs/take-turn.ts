import { setTimeout } from 'node:timers/promises';
import type { PendingCall } from '../receipts/calls/hold-call.ts';
import type { Store } from '../store/schema.ts';
import type { CallSlots, Release } from './call-slots.ts';
import { type NextCall, noteRunCall } from './run-calls.ts';
import type { RunKey } from './run-queue.ts';
import { changeRun } from './run-row.ts';

/** What waits for a name that another run is at. In ms. */
const FIRST_TURN_MS = 25;
const LONGEST_TURN_MS = 1_000;

/** A run that waits longer than this for its turn says so on its receipt. In ms. */
const TOLD_AFTER_MS = 1_000;

/** Who wants to make a call: a run, by the fencing token of whoever carries it out, for a person. */
type Asking = { key: RunKey; runner: string; person: string; stop: AbortSignal };

type Around = {
  store: Store;
  slots: CallSlots;
  /** Whether calls take turns over all gateways: before a remote registry. */
  isAlone: boolean;
  logFailure: (error: unknown) => void;
};

/**
 * Waits for the turn of a run's next call, and notes that it is made.
 *
 * @returns undefined when it is to be made no more: the run is another's by now, or was stopped; else the call as it was
 *   noted, and what gives the turn to the next once it is answered.
 */
export async function takeTurn(
  around: Around,
  { key, runner, person, stop }: Asking,
  next: NextCall,
): Promise<{ noted: PendingCall; release: Release } | undefined> {
  const { store, slots, isAlone, logFailure } = around;
  const telling = tellOfWaiting(store, key, logFailure);
  let release: Release | undefined;
  let noted: PendingCall | undefined;
  try {
    release = await slots.take(key.project_id, person, stop).catch(() => undefined);
    if (!release) return undefined;
    const by = { key, runner, isAlone };
    noted = await noteRunCall(store, by, next);
    for (let wait = FIRST_TURN_MS; !noted; wait = Math.min(wait * 2, LONGEST_TURN_MS)) {
      if (!isAlone || stop.aborted || !(await isStillMine(store, key, runner))) return undefined;
      await setTimeout(wait, undefined, { signal: stop }).catch(() => undefined);
      noted = await noteRunCall(store, by, next);
    }
    return { noted, release };
  } finally {
    if (!noted) release?.();
    await telling.end();
  }
}

/** Says on the receipt of a run that it waits for its turn, once that takes so long that somebody would wonder. */
function tellOfWaiting(store: Store, key: RunKey, logFailure: (error: unknown) => void) {
  const isOver = new AbortController();
  const told = setTimeout(TOLD_AFTER_MS, true, { signal: isOver.signal })
    .then(() => changeRun(store, key, { waiting: { why: 'turn', until: null } }))
    .then(() => true)
    .catch((error: unknown) => {
      if (!isOver.signal.aborted) logFailure(error);
      return false;
    });
  return {
    async end() {
      isOver.abort();
      if (await told) await changeRun(store, key, { waiting: null }).catch(logFailure);
    },
  };
}

async function isStillMine(
  store: Store,
  { project_id, deletion_id }: RunKey,
  runner: string,
): Promise<boolean> {
  const row = await store
    .selectFrom('runs')
    .select('runner')
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .where('runner', '=', runner)
    .where('is_stopping', '=', false)
    .executeTakeFirst();
  return row !== undefined;
}
