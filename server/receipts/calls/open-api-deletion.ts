import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { planOneCall } from '../../../core/deletion/plan-deletion.ts';
import { notifyChange } from '../../events/notify-change.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Store } from '../../store/schema.ts';
import { newDeletion } from '../open-deletion.ts';
import { callRow, pendingCall } from './admit-call.ts';
import type { CallRequest } from './call-request.ts';
import type { PendingCall } from './hold-call.ts';
import type { Impact } from './impact.ts';

/**
 * Opens a receipt for a DELETE that came without one (curl, an SDK), with its call pending on it. The plan is what the
 * call can affect at this moment.
 */
export async function openApiDeletion(
  store: Store,
  { caller, call, requestId }: CallRequest,
  { target, listed, check, copied_at }: Impact,
): Promise<PendingCall> {
  const plan = {
    ...planOneCall(target, listed, call.cascade, check),
    ...(copied_at !== undefined && { copied_at }),
  };
  const pending = pendingCall(call, requestId);
  const deletion = newDeletion(caller, plan, 'api', [pending]);
  const { project_id, deletion_id, source, user_name, created_at } = deletion;
  const row = callRow(deletion, 1, pending);
  await store
    .with('opened', (db) => db.insertInto('deletions').values(deletion))
    .insertInto('deletion_calls')
    .modifyEnd(PREPARED)
    .values(row)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
  const { call_number, sent_at } = row;
  const opened = {
    deletion_id,
    source,
    user_name,
    created_at,
    ended_at: null,
    ending: null,
    reason: null,
    state: 'running',
    plan,
    calls: [pending],
    checks: [],
  } satisfies Receipt;
  return { project_id, deletion_id, call_number, sent_at, model_name: target.model_name, opened };
}
