import type { RunIntervention } from '../../core/console-api/deletions/runs.ts';
import { normalId } from '../../core/contract/id.ts';
import type { Ledger } from '../../core/deletion/ledger.ts';
import { maySend, nextCall } from '../../core/deletion/next-call.ts';
import type { Plan } from '../../core/deletion/plan.ts';
import { protectionFinder } from '../../core/deletion/protection.ts';
import { readEvidence } from '../../core/deletion/report.ts';
import { ApiError } from '../errors.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { Caller } from '../iam/caller.ts';
import { protectionsOfNames } from '../protections/read-protections.ts';
import { protectedBy } from '../protections/refusal.ts';
import { attestPlan } from '../receipts/attest-plan.ts';
import { foldReceipt } from '../receipts/fold-receipt.ts';
import { lockReceipt } from '../receipts/lock-receipt.ts';
import { summaryOf } from '../receipts/summary-of.ts';
import type { StoreTransaction } from '../store/schema.ts';
import { endInTransaction } from './end-run.ts';
import type { RunContext } from './run-context.ts';
import type { RunKey, RunQueue } from './run-queue.ts';
import {
  changeRun,
  lockRun,
  NOT_WAITING,
  OVER,
  type RunChange,
  type RunRow,
  requirePhase,
  selectRun,
} from './run-row.ts';
import { operatorOf } from './start-run.ts';

/** A run that somebody does something to: anybody who may delete in its project. */
type Intervention = { caller: Caller; deletion_id: string };

/** A run that is held by a transaction. */
type Held = { trx: StoreTransaction; queue: RunQueue; key: RunKey; run: RunRow };

/** Ends a run before its next call. What was not begun is cancelled: nothing was sent. */
export async function stopRun(context: RunContext, { caller, deletion_id }: Intervention): Promise<void> {
  const { deletions } = context;
  await within(context, { caller, deletion_id }, async (held) => {
    const { trx, key, run } = held;
    const intervention = by(caller, 'stop');
    if (run.phase === 'over') return requirePhase(run, ['running']);
    if (run.phase === 'running') return changeRun(trx, key, { is_stopping: true, intervention });
    const { receipt } = await lockReceipt(trx, key.project_id, deletion_id);
    const ending = receipt.calls.length === 0 ? 'cancelled' : 'stopped';
    await endInTransaction(trx, deletions, key, { ending, intervention });
  });
  deletions.verifySoon();
}

/** Does not wait any longer with what can be taken back, or was put off. */
export function sendNow(context: RunContext, { caller, deletion_id }: Intervention): Promise<void> {
  return within(context, { caller, deletion_id }, async (held) => {
    const { run } = held;
    requirePhase(run, ['held', 'scheduled']);
    // What was put off keeps its time: it is checked again before it begins.
    const starts_at = run.phase === 'held' ? null : run.starts_at;
    await goOn(held, { user_id: run.user_id, starts_at, intervention: by(caller, 'send-now') });
  });
}

/** Answers a run's question: it goes on without the versions that nobody confirmed, or stops. */
export async function answerRun(
  context: RunContext,
  { caller, deletion_id, decision }: Intervention & { decision: 'go-on' | 'stop' },
): Promise<void> {
  const { deletions } = context;
  await within(context, { caller, deletion_id }, async (held) => {
    const { trx, key, run } = held;
    requirePhase(run, ['asking']);
    if (decision === 'go-on') {
      const { user_id, question } = run;
      return goOn(held, { user_id, decision: question, intervention: by(caller, 'go-on') });
    }
    const intervention = by(caller, 'stop');
    await endInTransaction(trx, deletions, key, { ending: 'stopped', reason: 'changed', intervention });
  });
  deletions.verifySoon();
}

/** Has a run that waits for its operator to sign in go on in the caller's name. */
export function takeOverRun(context: RunContext, { caller, deletion_id }: Intervention): Promise<void> {
  return within(context, { caller, deletion_id }, async (held) => {
    const { run } = held;
    requirePhase(run, ['signed-out']);
    await goOn(held, { ...operatorOf(caller), intervention: by(caller, 'take-over') });
  });
}

/**
 * Confirms the plan of a run that was put off as it is by now, and has it begin.
 *
 * @throws ApiError 0015 when it is not as the registry is.
 */
export async function consentAnew(
  context: RunContext,
  { caller, deletion_id, plan: posted }: Intervention & { plan: Plan },
): Promise<void> {
  await requireThere(context, { caller, deletion_id });
  const plan = attestPlan(posted, await context.deletions.facts(caller, posted));
  await within(context, { caller, deletion_id }, async (held) => {
    const { trx, key, run } = held;
    requirePhase(run, ['outdated']);
    await replacePlan(trx, key, plan);
    await goOn(held, { ...operatorOf(caller), starts_at: null, intervention: by(caller, 'consent-anew') });
  });
}

/**
 * Goes on with what an ended run left, in the caller's name; what was consented to still applies. What was protected since is left alone.
 *
 * @throws ApiError 0017 when nothing is left that could be sent; 0018 (PROTECTED) when all that is left is protected.
 */
export async function continueRun(context: RunContext, { caller, deletion_id }: Intervention): Promise<void> {
  const key = { project_id: caller.project_id, deletion_id };
  const queue = await context.queue();
  await context.store.transaction().execute(async (trx) => {
    const { receipt } = await lockReceipt(trx, key.project_id, deletion_id);
    const run = await selectRun(trx, key).forUpdate().executeTakeFirst();
    if (run) requirePhase(run, ['over']);
    const ledger = readEvidence(receipt.plan, receipt);
    if (receipt.ended_at === null || !nextCall(ledger))
      throw new ApiError('Coppice.0017', 'Nothing was begun: of this deletion nothing is left to be sent.');
    const shielded = await protectedAmong(trx, key.project_id, ledger);
    const left_alone = shielded.map(({ model_id, protection: { user_name, note } }) => {
      return { model_id, user_name, note };
    });
    const [one] = shielded;
    const ids = new Set(left_alone.map(({ model_id }) => normalId(model_id)));
    if (one && !nextCall(ledger, new Set(), ids)) throw protectedBy(one.protection);
    await reopen(trx, key);
    if (!run)
      await trx
        .insertInto('runs')
        .values({ ...key, phase: 'over', ...operatorOf(caller) })
        .execute();
    const intervention = { ...by(caller, 'continue'), ...(left_alone.length > 0 && { left_alone }) };
    await goOn({ trx, queue, key }, { ...OVER, ...operatorOf(caller), intervention });
  });
}

/** Of what a run left, all that somebody protects by now. */
async function protectedAmong(trx: StoreTransaction, project_id: string, ledger: Ledger) {
  const open = ledger.plan.affected.filter(({ model_id }) => maySend(ledger, model_id));
  const names = [...new Set(open.map(({ model_name }) => model_name))];
  const protectionOf = protectionFinder(await protectionsOfNames(trx, project_id, names));
  return open.flatMap((version) => {
    const protection = protectionOf(version);
    return protection ? { model_id: version.model_id, protection } : [];
  });
}

async function requireThere({ store }: RunContext, { caller, deletion_id }: Intervention): Promise<void> {
  const key = { project_id: caller.project_id, deletion_id };
  await store.transaction().execute((trx) => lockRun(trx, key));
}

async function within(
  { store, queue: openQueue }: RunContext,
  { caller, deletion_id }: Intervention,
  act: (held: Held) => Promise<void>,
): Promise<void> {
  const key = { project_id: caller.project_id, deletion_id };
  const queue = await openQueue();
  await store.transaction().execute(async (trx) => {
    const run = await lockRun(trx, key);
    await act({ trx, queue, key, run });
  });
}

/** Has a run taken up at once. */
async function goOn(
  { trx, queue, key }: Omit<Held, 'run'>,
  change: RunChange & { user_id: string },
): Promise<void> {
  await changeRun(trx, key, { ...NOT_WAITING, ...change, phase: 'queued' });
  await queue.add(trx, key, change.user_id);
}

function by({ user_name }: Caller, did: RunIntervention['did']): RunIntervention {
  return { did, user_name, at: Date.now() };
}

async function reopen(trx: StoreTransaction, { project_id, deletion_id }: RunKey): Promise<void> {
  await trx
    .updateTable('deletions')
    .set({ ended_at: null, ending: null, reason: null, seen_at: Date.now() })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
}

async function replacePlan(
  trx: StoreTransaction,
  { project_id, deletion_id }: RunKey,
  plan: Plan,
): Promise<void> {
  const { receipt } = await lockReceipt(trx, project_id, deletion_id);
  const names = [...new Set(plan.affected.map((version) => version.model_name))];
  const now = Date.now();
  await trx
    .updateTable('deletions')
    .set({
      plan: JSON.stringify(plan),
      model_names: JSON.stringify(names),
      search_text: [...names, ...plan.affected.map((version) => version.model_id)].join(' '),
      planned: plan.affected.length,
      ...summaryOf(foldReceipt({ ...receipt, plan }), now),
    })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
}
