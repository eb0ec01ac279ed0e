import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { leftAloneBy } from '../../core/console-api/deletions/runs.ts';
import type { AffectedVersion } from '../../core/deletion/plan.ts';
import { runDeletion } from '../../core/deletion/run.ts';
import { ApiError } from '../errors.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { Caller } from '../iam/caller.ts';
import { attestPlan } from '../receipts/attest-plan.ts';
import { readReceipt } from '../receipts/reading/read-receipt.ts';
import type { Store } from '../store/schema.ts';
import { type Ended, endRun } from './end-run.ts';
import { callerOfRun } from './run-caller.ts';
import { NotMine, type RunDriver, runEffects, Suspended } from './run-effects.ts';
import { runProgress } from './run-progress.ts';
import type { RunKey } from './run-queue.ts';
import { changeRun, lockRun, NOT_WAITING, type RunRow, selectRun } from './run-row.ts';
import { type Stop, watchRun } from './watch-run.ts';

/** A run as it was taken up, and as what it was so far. */
type TakenUp = {
  run: RunRow;
  runner: string;
  /** Whether it was confirmed for later. */
  wasPutOff: boolean;
};

/**
 * What carries a run out as far as it goes: to its end, or until it waits for somebody. Whoever takes it up again goes on
 * from its receipt. Of several that have the same run in hand, all but the last are kept from sending anything.
 */
export function runCarrier(driver: RunDriver & { hub: Pick<EventHub, 'hear'> }) {
  const { store } = driver;
  return async (key: RunKey, closing: AbortSignal): Promise<void> => {
    const taken = await takeUp(store, key);
    if (!taken) return;
    const { run, runner } = taken;
    const caller = await callerOfRun(store, run);
    if (!caller) return putDown(store, key, runner, { phase: 'signed-out' });
    const watch = watchRun(driver, taken, closing);
    try {
      if (taken.wasPutOff && !(await isAsConfirmed(driver, key, caller))) {
        return await putDown(store, key, runner, { phase: 'outdated' });
      }
      const end = await drive(driver, taken, caller, watch.signal);
      if (end.ending !== 'stopped' || watch.why() === 'stopped') await endRun(driver, key, runner, end);
      else await leave(store, key, runner, watch.why());
    } catch (error) {
      if (error instanceof Suspended) return await putDown(store, key, runner, error.until);
      if (error instanceof ApiError && error.status === 401) {
        return await putDown(store, key, runner, { phase: 'signed-out' });
      }
      if (!(error instanceof NotMine)) throw error;
      // Stopped between two looks: what was asked for is done all the same.
      if ((await selectRun(store, key).executeTakeFirst())?.is_stopping) {
        await endRun(driver, key, runner, { ending: 'stopped' });
      }
    } finally {
      watch.end();
    }
  };
}

/** Takes a run up, unless there is nothing to carry out of it by now. */
function takeUp(store: Store, key: RunKey): Promise<TakenUp | undefined> {
  return store.transaction().execute(async (trx) => {
    const run = await lockRun(trx, key).catch(() => undefined);
    if (!run || !isDue(run, Date.now())) return undefined;
    const runner = randomUUID();
    await changeRun(trx, key, { phase: 'running', starts_at: null, runner, ...NOT_WAITING });
    return { run, runner, wasPutOff: run.phase !== 'held' && run.starts_at !== null };
  });
}

/** Whether a run is to be carried out now; one that is `running` where whoever did so is gone. */
function isDue({ phase, starts_at }: RunRow, now: number): boolean {
  if (phase === 'held' || phase === 'scheduled') return starts_at === null || starts_at <= now;
  return phase === 'queued' || phase === 'running';
}

/** Puts a run down until somebody does what it waits for, unless it is another's by now. */
function putDown(
  store: Store,
  key: RunKey,
  runner: string,
  until: Suspended['until'] | { phase: 'outdated' },
) {
  return store.transaction().execute(async (trx) => {
    const run = await lockRun(trx, key);
    if (run.runner !== runner) return;
    const question = until.phase === 'asking' ? until.question : null;
    await changeRun(trx, key, { ...NOT_WAITING, phase: until.phase, runner: null, question });
  });
}

/** Leaves a run to others: to whoever takes it over, to another gateway, or until its operator may go on. */
async function leave(store: Store, key: RunKey, runner: string, why: Stop | undefined): Promise<void> {
  if (why === 'access-ended') return putDown(store, key, runner, { phase: 'signed-out' });
  // The job that this was is not done: whoever takes it up next finds the run as it is.
  if (why === 'closing')
    throw new Error('The gateway stops; the deletion goes on elsewhere, or when it starts again.');
}

/**
 * Whether a run that was put off would do what was confirmed: the registry has the same versions, and would do the same
 * to each.
 */
async function isAsConfirmed({ store, deletions }: RunDriver, key: RunKey, caller: Caller): Promise<boolean> {
  const { plan } = await readReceipt(store, key.project_id, key.deletion_id);
  try {
    const now = attestPlan(plan, await deletions.facts(caller, plan));
    return isDeepStrictEqual(now.affected.map(consentedTo), plan.affected.map(consentedTo));
  } catch (error) {
    if (error instanceof ApiError && error.code === 'Coppice.0015') return false;
    throw error;
  }
}

function consentedTo({ model_id, verdict, services }: AffectedVersion) {
  return { model_id, verdict, services: services.map(({ service_id }) => service_id).sort() };
}

/** Carries a run out from where its receipt says that it is. */
async function drive(
  driver: RunDriver,
  { run, runner }: TakenUp,
  caller: Caller,
  stop: AbortSignal,
): Promise<Ended> {
  const { store } = driver;
  const key = { project_id: run.project_id, deletion_id: run.deletion_id };
  const receipt = await readReceipt(store, key.project_id, key.deletion_id);
  const inHand = { key, plan: receipt.plan, caller, runner, decision: run.decision, stop };
  const effects = runEffects(driver, { ...inHand, callsBefore: receipt.calls.length });
  const leftAlone = leftAloneBy(run.interventions).map(({ model_id }) => model_id);
  const progress = runProgress(driver, key, receipt);
  let isWaiting = false;
  try {
    for await (const told of runDeletion(receipt.plan, effects, receipt, leftAlone)) {
      if (told.event === 'learned') progress.note(told.report);
      if (told.event === 'ended') return told;
      if (told.event === 'waiting') {
        isWaiting = true;
        await changeRun(store, key, { waiting: { why: told.why, until: Date.now() + told.ms } });
      }
      if (told.event === 'calling' && isWaiting) {
        isWaiting = false;
        await changeRun(store, key, { waiting: null });
      }
    }
  } catch (error) {
    // It may be long until somebody does what it waits for.
    if (error instanceof Suspended) progress.writeNow();
    throw error;
  } finally {
    await progress.end();
  }
  throw new Error('A run came to no end.');
}
