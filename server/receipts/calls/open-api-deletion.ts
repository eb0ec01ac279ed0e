import type { Receipt } from '../../../core/console-api/receipt.ts';
import type { Call } from '../../../core/deletion/answer.ts';
import { planOneCall } from '../../../core/deletion/plan-deletion.ts';
import { notifyChange } from '../../events/notify-change.ts';
import type { Caller } from '../../iam/caller.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Store } from '../../store/schema.ts';
import { newDeletion } from '../open-deletion.ts';
import { callUnderWay, newCall } from './admit-call.ts';
import type { NotedCall } from './hold-call.ts';
import type { Impact } from './impact.ts';

/**
 * Opens a receipt for a DELETE that came without one (curl, an SDK), its call noted; its plan is what the call can reach
 * now.
 */
export async function openApiDeletion(
  store: Store,
  caller: Caller,
  asked: Call,
  { target, listed, check, copied_at }: Impact,
  request_id?: string,
): Promise<NotedCall> {
  const plan = {
    ...planOneCall(target, listed, asked.cascade, check),
    ...(copied_at !== undefined && { copied_at }),
  };
  const underWay = callUnderWay(asked, request_id);
  const deletion = newDeletion(caller, plan, 'api', [underWay]);
  const { project_id, deletion_id, source, user_name, created_at } = deletion;
  const call = newCall(deletion, 1, underWay);
  await store
    .with('opened', (db) => db.insertInto('deletions').values(deletion))
    .insertInto('deletion_calls')
    .modifyEnd(PREPARED)
    .values(call)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
  const { call_number, sent_at } = call;
  const opened = {
    deletion_id,
    source,
    user_name,
    created_at,
    ended_at: null,
    ending: null,
    reason: null,
    ...({ state: 'running', plan, calls: [underWay], checks: [] } as const),
  } satisfies Receipt;
  return { project_id, deletion_id, call_number, sent_at, model_name: target.model_name, opened };
}
