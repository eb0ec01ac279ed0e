import { expressionBuilder } from 'kysely';
import type { Receipt } from '../../core/console-api/deletions/receipt.ts';
import { readAnswer } from '../../core/deletion/answer.ts';
import { idsToLookFor } from '../../core/deletion/ledger.ts';
import { giveUpLostCalls } from '../receipts/calls/lost-calls.ts';
import { addCheck, type Folded, foldReceipt } from '../receipts/fold-receipt.ts';
import { lockReceipt } from '../receipts/lock-receipt.ts';
import { isVerificationDue } from '../receipts/verification/next-verification.ts';
import type { ConditionalCheck, ReceiptUpdate, Verification } from '../receipts/verification/verification.ts';
import { writeChecks } from '../receipts/verification/write-checks.ts';
import type { Database, Store, StoreTransaction } from '../store/schema.ts';

/**
 * After this time a pending call has begun its transaction, or never will: it is twice the timeout for a connection to the
 * database (server/store/open-store.ts). In ms.
 */
const LOST_AFTER_MS = 10_000;

/** The registry in the database is strongly consistent: what a transaction sees there is final. */
const NO_LAG_MS = 0;

/** Verification against the registry in the database: it reads the truth in the transaction that writes the receipt. */
export function embeddedVerification(store: Store): Verification {
  return {
    lag: NO_LAG_MS,
    async afterCall(trx, update) {
      const folded = foldReceipt(withCheckOfTarget(update));
      const isOver = folded.receipt.ended_at !== null;
      return isOver ? verifyNow(trx, update.project_id, folded, update.now) : folded;
    },
    afterOnlyCall: checkAllGone,
    settle: (project_id, deletion_id) =>
      store.transaction().execute(async (trx) => {
        const now = Date.now();
        const { receipt, told } = await lockReceipt(trx, project_id, deletion_id, now);
        const folded = foldReceipt(receipt);
        const checked = await verifyNow(trx, project_id, folded, now);
        if (checked !== folded) await writeChecks(trx, project_id, checked, { told, now, lag: NO_LAG_MS });
        return checked;
      }),
  };
}

/**
 * A 404 (NO_SUCH_MODEL) proves that the target was gone before the call. It proves nothing of any other version, so that
 * is recorded as a check that confirms nothing: the check after the run does.
 */
function withCheckOfTarget({ receipt, call_number = 0, now }: ReceiptUpdate): Receipt {
  const answer = receipt.calls[call_number - 1];
  if (!answer || readAnswer(answer).kind !== 'no-such-model') return receipt;
  const others = receipt.plan.affected.map((version) => version.model_id);
  const unsure = others.filter((id) => id !== answer.call.model_id);
  const check = { at: now, after_calls: call_number - 1, present: [], unsure };
  return { ...receipt, checks: [...receipt.checks, check] };
}

/** Where the answer reports everything as deleted: confirmed on the condition that the registry has none of it. */
function checkAllGone({ project_id, receipt, now }: ReceiptUpdate): ConditionalCheck | undefined {
  const folded = foldReceipt(receipt);
  const { ledger, report } = folded;
  if (report.counts.deleted < receipt.plan.affected.length) return undefined;
  const ids = idsToLookFor(ledger);
  const { fn, val, not, exists, selectFrom } = expressionBuilder<Database, never>();
  const there = selectFrom('models')
    .select('model_id')
    .where('project_id', '=', project_id)
    .where((row) => row('model_id', '=', fn.any(val(ids))));
  const checked = addCheck(folded, foundNothing(receipt.calls.length, now));
  return { checked, condition: not(exists(there)) };
}

/** A check that found none of the versions that it looked for. */
function foundNothing(after_calls: number, at: number): Receipt['checks'][number] {
  return { at, after_calls, present: [], confirms: true, is_late: true };
}

/**
 * Checks which of a receipt's versions the registry still has, if that can add to the evidence. Not while a call may be
 * in flight: a list read too early would call deleted versions "still there". Requires the receipt's row lock.
 *
 * @returns the receipt with one check more, for the caller to write; `folded` itself when no check was due.
 */
async function verifyNow(
  trx: StoreTransaction,
  project_id: string,
  folded: Folded,
  now: number,
): Promise<Folded> {
  const { ledger } = folded;
  const isDue = isVerificationDue(folded, now, NO_LAG_MS);
  const settled =
    isDue && (await giveUpLostCalls(trx, project_id, folded.receipt, { now, lostAfter: LOST_AFTER_MS }));
  if (!settled) return folded;
  const present = await stillThere(trx, project_id, idsToLookFor(ledger));
  const check = { ...foundNothing(settled.calls.length, now), present };
  return addCheck({ receipt: settled, ledger }, check);
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
