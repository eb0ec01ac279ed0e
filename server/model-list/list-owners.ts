import { MAX_MODEL_OWNERS, type ModelOwners } from '../../core/console-api/models/owner-names.ts';
import { readOwnerTotals } from '../registry/groups/project-totals.ts';
import type { Store } from '../store/schema.ts';
import { ownerNames } from './owner-names.ts';

/** Who owns versions of a project, those who own most first: what the list can be filtered by. */
export async function listOwners(store: Store, project_id: string): Promise<ModelOwners> {
  const totals = await readOwnerTotals(store, project_id, MAX_MODEL_OWNERS + 1);
  const told = totals.slice(0, MAX_MODEL_OWNERS);
  const names = await ownerNames(
    store,
    project_id,
    told.map(({ owner }) => owner),
  );
  return {
    owners: told.map((one) => ({ ...one, owner_name: names.get(one.owner) ?? '' })),
    has_more: totals.length > MAX_MODEL_OWNERS,
  };
}
