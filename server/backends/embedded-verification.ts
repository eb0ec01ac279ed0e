import { expressionBuilder } from 'kysely';
import type { Receipt } from '../../core/console-api/receipt.ts';
import { readAnswer } from '../../core/deletion/answer.ts';
import { idsToLookFor } from '../../core/deletion/ledger.ts';
import { giveUpLostCalls } from '../receipts/calls/lost-calls.ts';
import { addCheck, type Folded, foldReceipt } from '../receipts/fold-receipt.ts';
import { lockReceipt } from '../receipts/lock-receipt.ts';
import { isVerificationDue } from '../receipts/verification/next-verification.ts';
import type { Found, ToBeWritten, Verification } from '../receipts/verification/verification.ts';
import { writeChecks } from '../receipts/verification/write-checks.ts';
import type { Database, Store, StoreTransaction } from '../store/schema.ts';

/**
 * By then a call has begun to act, or will not any more: a gateway waits half as long for a connection to its database
 * (server/store/open-store.ts). In ms.
 */
const LOST_AFTER_MS = 10_000;

/** The registry in the database does not lag: what a transaction sees there is what is. */
const NO_LAG_MS = 0;

/** Looks into the registry in the database, in the same transaction. */
export function embeddedVerification(store: Store): Verification {
  return {
    lag: NO_LAG_MS,
    async afterCall(trx, written) {
      const folded = foldReceipt(withSeenBefore(written));
      const isOver = folded.receipt.ended_at !== null;
      return isOver ? verifyNow(trx, written.project_id, folded, written.now) : folded;
    },
    afterOnlyCall: allGone,
    settle: (project_id, deletion_id) =>
      store.transaction().execute(async (trx) => {
        const now = Date.now();
        const { receipt } = await lockReceipt(trx, project_id, deletion_id, now);
        const folded = foldReceipt(receipt);
        const checked = await verifyNow(trx, project_id, folded, now);
        if (checked !== folded) await writeChecks(trx, project_id, checked, now, NO_LAG_MS);
        return checked;
      }),
  };
}

/**
 * A call that found no such model has seen that its target was gone before it. It saw nothing of any other version, so it
 * confirms nothing: the look after the run does.
 */
function withSeenBefore({ receipt, call_number = 0, now }: ToBeWritten): Receipt {
  const answer = receipt.calls[call_number - 1];
  if (!answer || readAnswer(answer).kind !== 'no-such-model') return receipt;
  const others = receipt.plan.affected.map((version) => version.model_id);
  const unsure = others.filter((id) => id !== answer.call.model_id);
  const check = { at: now, after_calls: call_number - 1, present: [], unsure };
  return { ...receipt, checks: [...receipt.checks, check] };
}

/** Where everything was told as deleted: it is confirmed if the registry has nothing of it. */
function allGone({ project_id, receipt, now }: ToBeWritten): Found | undefined {
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

/** A look that found nothing of what it looked for: all of it is gone. */
function foundNothing(after_calls: number, at: number): Receipt['checks'][number] {
  return { at, after_calls, present: [], confirms: true, is_late: true };
}

/**
 * Looks which of a receipt's versions the registry has, when that tells something new. Not while a call may be under way:
 * a list read too early would call deleted things "still there". The caller holds the receipt's lock, and writes what is
 * answered: the receipt, with one check more if there was reason for it.
 */
async function verifyNow(
  trx: StoreTransaction,
  project_id: string,
  folded: Folded,
  now: number,
): Promise<Folded> {
  const { ledger } = folded;
  const isDue = isVerificationDue(folded, now, NO_LAG_MS);
  const settled = isDue && (await giveUpLostCalls(trx, project_id, folded.receipt, now, LOST_AFTER_MS));
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
