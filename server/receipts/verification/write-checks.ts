import { notifyChange } from '../../events/notify-change.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import type { Folded } from '../fold-receipt.ts';
import { summaryOf } from '../summary-of.ts';
import { nextVerification } from './next-verification.ts';

/**
 * Writes the checks of a receipt, with what follows from them, and when it is to be verified next. Requires the receipt's
 * row lock.
 *
 * @param timing `now` in ms since the epoch; `lag` how long the registry may lag behind its own answers, in ms.
 */
export async function writeChecks(
  trx: StoreTransaction,
  project_id: string,
  checked: Folded,
  { now, lag }: { now: number; lag: number },
): Promise<void> {
  const { deletion_id, checks } = checked.receipt;
  await trx
    .updateTable('deletions')
    .set({
      checks: JSON.stringify(checks),
      ...summaryOf(checked, now),
      look_at: nextVerification(checked, now, lag),
    })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
}
