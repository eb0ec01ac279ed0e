import { isDeepStrictEqual } from 'node:util';
import { type SqlBool, sql } from 'kysely';
import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { ApiError } from '../../errors.ts';
import { giveUpLostCalls } from '../../receipts/calls/lost-calls.ts';
import { addCheck, type Folded, foldReceipt } from '../../receipts/fold-receipt.ts';
import { lockReceipt } from '../../receipts/lock-receipt.ts';
import { isLate, isVerificationDue } from '../../receipts/verification/next-verification.ts';
import type { Verification } from '../../receipts/verification/verification.ts';
import { writeChecks } from '../../receipts/verification/write-checks.ts';
import type { Store } from '../../store/schema.ts';
import type { RemoteCredentials } from '../identity/remote-credentials.ts';
import type { Upstream } from '../transport/upstream.ts';
import { type Findings, findListed } from './find-listed.ts';

/**
 * When a call without an answer counts as lost: it is sent within 10 s (remote-deletions.ts), and times out 45 s after
 * that (upstream.ts). In ms.
 */
const LOST_AFTER_MS = 60_000;

/**
 * Verifies receipts by asking a remote registry, outside of any transaction: no lock is held while somebody else answers.
 * What was found is noted only when no call was made or answered meanwhile.
 *
 * @param lag how long the registry may lag behind what it answers, in ms.
 */
export function remoteVerification(
  store: Store,
  upstream: Upstream,
  remoteCredentials: RemoteCredentials,
  lag: number,
): Verification {
  // Verification has a low priority: deletion calls and lists that somebody waits for go first.
  const atLowPriority: Upstream = {
    ...upstream,
    ask: (credential, request) => upstream.ask(credential, { ...request, isUrgent: false }),
  };
  return {
    lag,
    // There is nothing to be found out before it answers, so that every answer is written as it came.
    afterCall: async (_trx, { receipt }) => foldReceipt(receipt),
    afterOnlyCall: ({ receipt }) => ({ checked: foldReceipt(receipt), condition: sql<SqlBool>`true` }),
    async settle(project_id, deletion_id, caller) {
      const { known, user_id, isDue } = await giveUpLost(store, project_id, deletion_id, lag);
      if (!isDue) return known;
      const credential = caller
        ? await remoteCredentials.of(caller)
        : await remoteCredentials.ofProject(project_id, user_id);
      if (!credential) throw new ApiError('ModelArts.0202', 'Nobody of the project is signed in.');
      const at = Date.now();
      const findings = await findListed(atLowPriority, credential, known.ledger);
      return addFindings(store, project_id, known.receipt, { at, findings, lag });
    },
  };
}

/** Gives up the lost calls of a receipt. A check is due when it may tell something new, and no call is under way. */
function giveUpLost(
  store: Store,
  project_id: string,
  deletion_id: string,
  lag: number,
): Promise<{ known: Folded; user_id: string; isDue: boolean }> {
  return store.transaction().execute(async (trx) => {
    const now = Date.now();
    const { receipt, user_id, told } = await lockReceipt(trx, project_id, deletion_id, now);
    const folded = foldReceipt(receipt);
    const withoutLost = isVerificationDue(folded, now, lag)
      ? await giveUpLostCalls(trx, project_id, receipt, { now, lostAfter: LOST_AFTER_MS })
      : undefined;
    const known = { ...folded, receipt: withoutLost ?? receipt };
    if (known.receipt !== receipt) await writeChecks(trx, project_id, known, { told, now, lag });
    return { known, user_id, isDue: withoutLost !== undefined };
  });
}

/** Adds a check to a receipt, if that is as it was before and the check tells something new. */
function addFindings(
  store: Store,
  project_id: string,
  before: Receipt,
  { at, findings: { present, unsure, misnamed }, lag }: { at: number; findings: Findings; lag: number },
): Promise<Folded> {
  return store.transaction().execute(async (trx) => {
    const { receipt, told } = await lockReceipt(trx, project_id, before.deletion_id);
    const folded = foldReceipt(receipt);
    if (!isDeepStrictEqual(receipt.calls, before.calls)) return folded;
    const check = {
      at,
      after_calls: receipt.calls.length,
      present,
      confirms: true,
      ...(unsure.length > 0 && { unsure }),
      ...(misnamed.length > 0 && { misnamed }),
      ...(isLate(receipt, at, lag) && { is_late: true }),
    };
    const checked = addCheck(folded, check);
    const isNew =
      isVerificationDue(folded, at, lag) !== isVerificationDue(checked, at, lag) ||
      !isDeepStrictEqual(folded.report, checked.report);
    if (!isNew) return folded;
    await writeChecks(trx, project_id, checked, { told, now: at, lag });
    return checked;
  });
}
