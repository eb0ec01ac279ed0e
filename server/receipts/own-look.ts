import { expressionBuilder } from 'kysely';
import { type Receipt, reportReceipt } from '../../core/console/receipt.ts';
import { readAnswer } from '../../core/deletion/answer.ts';
import { idsToLookFor } from '../../core/deletion/ledger.ts';
import { readEvidence } from '../../core/deletion/report.ts';
import type { Database, Store, StoreTransaction } from '../store/schema.ts';
import { lockReceipt } from './lock-receipt.ts';
import type { Found, Look } from './look.ts';
import { giveUpLostCalls } from './lost-calls.ts';
import { isLookDue } from './next-look.ts';
import { writeChecks } from './write-checks.ts';

/**
 * By then a call has begun to act, or will not any more: a gateway waits half as long for a connection to its database
 * (server/store/open-store.ts). In ms.
 */
const LOST_AFTER = 10_000;

/** The registry in the database does not lag: what a transaction sees there is what is. */
const NO_LAG = 0;

/** Looks into the registry in the database, in the same transaction. */
export function ownLook(store: Store): Look {
  return {
    lag: NO_LAG,
    within: lookAgain,
    before: wasGone,
    inStatement: allGone,
    settle: (project_id, deletion_id) =>
      store.transaction().execute(async (trx) => {
        const now = Date.now();
        const { receipt } = await lockReceipt(trx, project_id, deletion_id, now);
        const checked = await lookAgain(trx, project_id, receipt, now);
        if (checked !== receipt) await writeChecks(trx, project_id, checked, now, NO_LAG);
        return checked;
      }),
  };
}

/**
 * A call that found no such model has seen that its target was gone before it. It saw nothing of any other version, so it
 * confirms nothing: the look after the run does.
 */
function wasGone(receipt: Receipt, call_number: number, now: number): Receipt {
  const answer = receipt.calls[call_number - 1];
  if (!answer || readAnswer(answer).tells !== 'no-such-model') return receipt;
  const others = receipt.plan.affected.map((version) => version.model_id);
  const unsure = others.filter((id) => id !== answer.call.model_id);
  const check = { at: now, after_calls: call_number - 1, present: [], unsure };
  return { ...receipt, checks: [...receipt.checks, check] };
}

/** Where everything was told as deleted: it is confirmed if the registry has nothing of it. */
function allGone(project_id: string, receipt: Receipt, now: number): Found | undefined {
  const { counts } = reportReceipt(receipt);
  if (counts.deleted < receipt.plan.affected.length) return undefined;
  const ids = idsToLookFor(readEvidence(receipt.plan, receipt));
  const { fn, val, not, exists, selectFrom } = expressionBuilder<Database, never>();
  const there = selectFrom('models')
    .select('model_id')
    .where('project_id', '=', project_id)
    .where((row) => row('model_id', '=', fn.any(val(ids))));
  const checks = [...receipt.checks, foundNothing(receipt.calls.length, now)];
  return { receipt: { ...receipt, checks }, condition: not(exists(there)) };
}

/** A look that found nothing of what it looked for: all of it is gone. */
function foundNothing(after_calls: number, at: number): Receipt['checks'][number] {
  return { at, after_calls, present: [], confirms: true, is_late: true };
}

/**
 * Looks which of a receipt's versions the registry has, when that tells something new. Not while a call may be under way:
 * a list read too early would call deleted things "still there". The caller holds the receipt's lock, and writes what is
 * answered: the receipt, with one check more if there was reason for it.
 */
async function lookAgain(
  trx: StoreTransaction,
  project_id: string,
  receipt: Receipt,
  now: number,
): Promise<Receipt> {
  const isDue = isLookDue(receipt, now, NO_LAG);
  const settled = isDue && (await giveUpLostCalls(trx, project_id, receipt, now, LOST_AFTER));
  if (!settled) return receipt;
  const ids = idsToLookFor(readEvidence(settled.plan, settled));
  const present = await stillThere(trx, project_id, ids);
  return { ...settled, checks: [...settled.checks, { ...foundNothing(settled.calls.length, now), present }] };
}

async function stillThere(
  trx: StoreTransaction,
  project_id: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await trx
    .selectFrom('models')
    .select('model_id')
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val([...ids]))))
    .execute();
  return rows.map((row) => row.model_id);
}
