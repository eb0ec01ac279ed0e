import { randomUUID } from 'node:crypto';
import type { Plan } from '../../core/deletion/plan.ts';
import type { Receipt } from '../../core/deletion/receipt.ts';
import type { Ending } from '../../core/deletion/run.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { summaryOf } from './refresh-summary.ts';

/**
 * Opens the receipt of a confirmed plan; nothing is deleted by it. Returns the receipt's id.
 *
 * @throws ApiError 0005 when the plan contradicts itself: a call for a version that it does not affect, or an id twice.
 */
export async function openDeletion(
  store: Store,
  caller: Caller,
  plan: Plan,
  source: Receipt['source'],
): Promise<string> {
  requireConsistent(plan);
  const deletion_id = randomUUID();
  const names = [...new Set(plan.affected.map((version) => version.model_name))];
  await store
    .insertInto('deletions')
    .values({
      ...{ project_id: caller.project_id, deletion_id, source },
      ...{ user_id: caller.user_id, user_name: caller.user_name, created_at: Date.now() },
      plan: JSON.stringify(plan),
      model_names: JSON.stringify(names),
      search_text: [...names, ...plan.affected.map((version) => version.model_id)].join(' '),
      planned: plan.affected.length,
      ...summaryOf({ plan, calls: [], verified: null }),
    })
    .execute();
  return deletion_id;
}

function requireConsistent(plan: Plan): void {
  const ids = new Set(plan.affected.map((version) => version.model_id));
  const isCovered = plan.calls.every((call) => [call.model_id, ...call.covers].every((id) => ids.has(id)));
  if (ids.size !== plan.affected.length || !isCovered || plan.calls.length === 0) {
    throw new ApiError(
      'Coppice.0005',
      'The plan contradicts itself: its calls must be for the versions it affects.',
    );
  }
}

/** Notes how a run ended; the first ending stays. */
export async function endDeletion(
  store: Store,
  project_id: string,
  deletion_id: string,
  ending: Ending,
): Promise<void> {
  await store
    .updateTable('deletions')
    .set({ ending, ended_at: Date.now() })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .where('ended_at', 'is', null)
    .execute();
}
