import { Receipt } from '../../core/deletion/receipt.ts';
import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';

/**
 * A receipt with its plan, calls and raw answers.
 *
 * @throws ApiError 0006 when the project has no such receipt.
 */
export async function readReceipt(store: Store, project_id: string, deletion_id: string): Promise<Receipt> {
  const deletion = await store
    .selectFrom('deletions')
    .select(['deletion_id', 'source', 'user_name', 'created_at', 'ended_at', 'ending', 'plan', 'verified'])
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .executeTakeFirst();
  if (!deletion) throw new ApiError('Coppice.0006', `There is no deletion ${deletion_id} in this project.`);
  const calls = await store
    .selectFrom('deletion_calls')
    .select(['call', 'sent_at', 'answered_at', 'status', 'body', 'problem'])
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .orderBy('call_number')
    .execute();
  return Receipt.parse({
    ...deletion,
    calls: calls.map(({ problem, ...call }) => ({ ...call, ...(problem && { problem }) })),
  });
}
