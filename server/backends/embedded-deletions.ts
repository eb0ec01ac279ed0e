import type { DeletionBackend } from '../receipts/calls/deletion-route.ts';
import { holdCall } from '../receipts/calls/hold-call.ts';
import { readStoredFacts } from '../receipts/calls/impact.ts';
import { embeddedContext } from '../receipts/calls/record-call.ts';
import { deleteModel } from '../registry/models/delete-model.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';

/** Deletions from the registry in the database: a call acts in one transaction, that holds it. */
export function embeddedDeletions(store: Store, verifySoon: () => void): DeletionBackend {
  return {
    ...embeddedContext(store, verifySoon),
    facts: ({ project_id }, plan) => readStoredFacts(store, project_id, plan),
    prepare:
      async ({ project_id }, call) =>
      async (noted) => {
        const begin = (trx: StoreTransaction) => holdCall(trx, noted);
        const answer = await deleteModel(store, project_id, call, begin);
        return { status: 200, body: JSON.stringify(answer) };
      },
  };
}
