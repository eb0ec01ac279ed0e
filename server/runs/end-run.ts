import type { RunIntervention } from '../../core/console-api/deletions/runs.ts';
import type { Ending, Reason } from '../../core/deletion/run.ts';
import type { DeletionBackend } from '../receipts/calls/deletion-route.ts';
import { writeEnd } from '../receipts/end-deletion.ts';
import { lockReceipt } from '../receipts/lock-receipt.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import type { RunKey } from './run-queue.ts';
import { changeRun, lockRun, OVER } from './run-row.ts';

/** How a run ended. */
export type Ended = { ending: Ending; reason?: Reason | undefined };

/** Ends a run and its receipt together, unless it is another's by now. */
export async function endRun(
  { store, deletions }: { store: Store; deletions: DeletionBackend },
  key: RunKey,
  runner: string,
  end: Ended,
): Promise<void> {
  await store.transaction().execute(async (trx) => {
    const run = await lockRun(trx, key);
    if (run.runner === runner) await endInTransaction(trx, deletions, key, end);
  });
  deletions.verifySoon();
}

/** The same within a transaction that holds the run, whoever carries it out. */
export async function endInTransaction(
  trx: StoreTransaction,
  { verification }: Pick<DeletionBackend, 'verification'>,
  key: RunKey,
  { ending, reason, intervention }: Ended & { intervention?: RunIntervention },
): Promise<void> {
  const locked = await lockReceipt(trx, key.project_id, key.deletion_id);
  await writeEnd(trx, key.project_id, locked, { ending, reason, verification });
  await changeRun(trx, key, { ...OVER, ...(intervention && { intervention }) });
}
