import type { Store } from '../store/schema.ts';

/**
 * Marks every call that waits for its answer as lost. For a gateway that starts on a database of its own: whoever
 * made those calls is gone, and no answer will be written any more.
 */
export async function markCallsLost(store: Store): Promise<void> {
  await store
    .updateTable('deletion_calls')
    .set({ answered_at: Date.now(), problem: 'the gateway stopped before the answer was written' })
    .where('answered_at', 'is', null)
    .execute();
}
