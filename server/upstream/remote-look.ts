import { isDeepStrictEqual } from 'node:util';
import { type Receipt, reportReceipt } from '../../core/console/receipt.ts';
import { isCheckDue, writeChecks } from '../receipts/check-receipt.ts';
import { lockReceipt } from '../receipts/lock-receipt.ts';
import type { Look } from '../receipts/look.ts';
import { giveUpLostCalls } from '../receipts/lost-calls.ts';
import type { Store } from '../store/schema.ts';
import type { InBackground } from './in-background.ts';
import type { Logins } from './logins.ts';
import { type Listed, stillListed } from './still-listed.ts';
import type { Upstream } from './upstream.ts';

/**
 * By then a call has its answer, or nothing will be heard of it any more: it leaves within 10 s (remote-deletions.ts),
 * and is waited for 45 s (upstream.ts). In ms.
 */
const LOST_AFTER = 60_000;

/**
 * Looks into a remote registry, outside of any transaction: a database is not held while somebody else answers. What was
 * found is noted only when no call was made or answered meanwhile.
 */
export function remoteLook(
  store: Store,
  upstream: Upstream,
  logins: Logins,
  inBackground: InBackground,
): Look {
  const settle: Look['settle'] = async (caller, deletion_id) => {
    const { project_id } = caller;
    const { receipt, isDue } = await giveUp(store, project_id, deletion_id);
    if (!isDue) return receipt;
    const login = await logins.of(caller);
    const at = Date.now();
    const listed = await stillListed(upstream, login, receipt);
    return note(store, project_id, receipt, { at, listed });
  };
  return {
    settle,
    within: async (_trx, _project_id, receipt) => receipt,
    afterwards: (caller, receipt) => {
      if (!isLookDue(receipt, Date.now())) return;
      const trouble = 'What a deletion left open could not be looked up';
      inBackground(trouble, () => settle(caller, receipt.deletion_id));
    },
  };
}

/** Gives up what was lost of a receipt. A list is due when that tells something new, and no call is under way. */
function giveUp(
  store: Store,
  project_id: string,
  deletion_id: string,
): Promise<{ receipt: Receipt; isDue: boolean }> {
  return store.transaction().execute(async (trx) => {
    const now = Date.now();
    const { receipt } = await lockReceipt(trx, project_id, deletion_id, now);
    const known = isLookDue(receipt, now)
      ? await giveUpLostCalls(trx, project_id, receipt, now, LOST_AFTER)
      : undefined;
    if (known && known !== receipt) await writeChecks(trx, project_id, known);
    return { receipt: known ?? receipt, isDue: known !== undefined };
  });
}

/**
 * Whether a list would tell something new: of what is open, or of what was still listed by a list that was read so soon
 * after a call without an answer that it may act yet.
 */
function isLookDue(receipt: Receipt, now: number): boolean {
  if (isCheckDue(receipt)) return true;
  const { rows } = reportReceipt(receipt);
  const isStillListed = rows.some((row) => row.outcome === 'left' && row.because === 'still-listed');
  const overAt = Math.max(...receipt.calls.map((call) => call.sent_at)) + LOST_AFTER;
  return isStillListed && now >= overAt && !receipt.checks.some((check) => check.at >= overAt);
}

/** Notes what was found of a receipt as it was before, if it is so still and that tells something new. */
function note(
  store: Store,
  project_id: string,
  before: Receipt,
  { at, listed: { present, unsure } }: { at: number; listed: Listed },
): Promise<Receipt> {
  return store.transaction().execute(async (trx) => {
    const { receipt } = await lockReceipt(trx, project_id, before.deletion_id);
    if (!isDeepStrictEqual(receipt.calls, before.calls)) return receipt;
    const check = { at, after_calls: receipt.calls.length, present, ...(unsure.length > 0 && { unsure }) };
    const checked = { ...receipt, checks: [...receipt.checks, check] };
    const isNew =
      isLookDue(receipt, at) !== isLookDue(checked, at) ||
      !isDeepStrictEqual(reportReceipt(receipt), reportReceipt(checked));
    if (!isNew) return receipt;
    await writeChecks(trx, project_id, checked);
    return checked;
  });
}
