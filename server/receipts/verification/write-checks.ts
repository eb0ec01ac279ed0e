import { noteDeletion } from '../../activity/note-activity.ts';
import { notifyChange } from '../../events/notify-change.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import type { Folded } from '../fold-receipt.ts';
import { summaryOf } from '../summary-of.ts';
import { type Told, tellOutcomes } from '../tell-outcomes.ts';
import { nextVerification } from './next-verification.ts';

/**
 * Writes the checks of a receipt, with what follows from them, and when it is to be verified next. Requires the receipt's
 * row lock.
 *
 * @param timing `told` what was told of the receipt before, `now` in ms since the epoch; `lag` how long the registry may lag behind its own answers, in ms.
 */
export async function writeChecks(
  trx: StoreTransaction,
  project_id: string,
  checked: Folded,
  { told, now, lag }: { told: Told; now: number; lag: number },
): Promise<void> {
  const { deletion_id, checks } = checked.receipt;
  const telling = tellOutcomes(checked, told);
  await trx
    .updateTable('deletions')
    .set({
      checks: JSON.stringify(checks),
      told: telling.told,
      ...summaryOf(checked, now),
      look_at: nextVerification(checked, now, lag),
    })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
  await noteDeletion(trx, { project_id, deletion_id }, telling.activities, now);
}
