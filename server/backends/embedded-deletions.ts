import type { DeletionBackend } from '../receipts/calls/deletion-route.ts';
import { holdCall } from '../receipts/calls/hold-call.ts';
import { readStoredFacts, readStoredImpact } from '../receipts/calls/impact.ts';
import type { CallContext } from '../receipts/calls/record-call.ts';
import { deleteModel } from '../registry/models/delete-model.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { embeddedVerification } from './embedded-verification.ts';

/**
 * Deletions from the registry in the database: a call acts in one transaction, which holds its row.
 *
 * @param verifySoon schedules the verification of what may be due; fire and forget.
 */
export function embeddedDeletions(store: Store, verifySoon: () => void): DeletionBackend {
  return {
    ...embeddedContext(store, verifySoon),
    facts: ({ project_id }, plan) => readStoredFacts(store, project_id, plan),
    isFarAway: false,
    listVersions: async ({ project_id }, name) => ({
      versions: await store
        .selectFrom('models')
        .select(['model_id', 'model_version'])
        .where('project_id', '=', project_id)
        .where('model_name', '=', name)
        .execute(),
      isWhole: true,
    }),
    prepare:
      async ({ project_id }, call) =>
      async (pending) => {
        const begin = (trx: StoreTransaction) => holdCall(trx, pending);
        const answer = await deleteModel(store, project_id, call, begin);
        return { status: 200, body: JSON.stringify(answer) };
      },
  };
}

/** The context of a call to the registry in the database: all of it is read there. */
export function embeddedContext(store: Store, verifySoon: () => void = () => undefined): CallContext {
  return {
    affectedBy: ({ project_id }, call) => readStoredImpact(store, project_id, call),
    verification: embeddedVerification(store),
    verifySoon,
  };
}
