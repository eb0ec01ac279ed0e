import { notifyChange } from '../../events/notify-change.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import type { Folded } from '../fold-receipt.ts';
import { summaryOf } from '../summary-of.ts';
import { nextVerification } from './next-verification.ts';

/**
 * Writes what was found of a receipt. The caller holds its lock.
 *
 * @param lag how long the registry may lag behind, in ms.
 */
export async function writeChecks(
  trx: StoreTransaction,
  project_id: string,
  found: Folded,
  now: number,
  lag: number,
): Promise<void> {
  const { deletion_id, checks } = found.receipt;
  await trx
    .updateTable('deletions')
    .set({
      checks: JSON.stringify(checks),
      ...summaryOf(found, now),
      look_at: nextVerification(found, now, lag),
    })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
}
