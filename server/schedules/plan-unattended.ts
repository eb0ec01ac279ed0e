import { leaveOut, NO_EXCEPTIONS } from '../../core/deletion/exceptions.ts';
import type { Plan } from '../../core/deletion/plan.ts';
import { planChoice } from '../../core/deletion/plan-deletion.ts';
import { readStoredNames } from '../receipts/calls/impact.ts';
import { versionsToDelete } from '../rules/read-dry-run.ts';
import type { Store } from '../store/schema.ts';

/**
 * Plans the deletion of what a dry run found, as the dialog and `coppice plan` do: by what the registry has now. What a
 * service uses by now is kept, and what is protected is left alone.
 */
export async function planUnattended(store: Store, project_id: string, dry_run_id: string): Promise<Plan> {
  const { names } = await versionsToDelete(store, project_id, dry_run_id);
  const found = new Set(names.flatMap(({ model_ids }) => model_ids));
  const { listed, check, protections } = await readStoredNames(
    store,
    project_id,
    names.map(({ model_name }) => model_name),
  );
  const candidates = listed.filter((model) => found.has(model.model_id));
  const chosen = leaveOut(candidates, { ...NO_EXCEPTIONS, inUse: true }, check);
  return planChoice({ listed, chosen, candidates: found, protections }, check).plan;
}
