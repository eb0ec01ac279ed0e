import { randomUUID } from 'node:crypto';
import type { Receipt } from '../../core/console/receipt.ts';
import type { Plan } from '../../core/deletion/plan.ts';
import type { Ending, Reason } from '../../core/deletion/run.ts';
import { ApiError } from '../errors.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { lockReceipt } from './lock-receipt.ts';
import type { Look } from './look.ts';
import { stateOf } from './read-receipt.ts';
import { summaryOf } from './summary-of.ts';

/**
 * Opens the receipt of a confirmed plan; nothing is deleted by it. Returns the receipt's id.
 *
 * @throws ApiError 0005 when the plan contradicts itself: a call or a
 *   cascade for what it does not affect, or an id twice.
 */
export async function openDeletion(store: Store, caller: Caller, plan: Plan): Promise<string> {
  requireConsistent(plan);
  const deletion = newDeletion(caller, plan, 'console', []);
  const { project_id, deletion_id } = deletion;
  await store
    .insertInto('deletions')
    .values(deletion)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
  return deletion_id;
}

/**
 * The row of a new receipt.
 *
 * @param calls that are noted with it.
 */
export function newDeletion(
  { project_id, user_id, user_name }: Caller,
  plan: Plan,
  source: Receipt['source'],
  calls: Receipt['calls'],
) {
  const created_at = Date.now();
  const names = [...new Set(plan.affected.map((version) => version.model_name))];
  return {
    ...{ project_id, deletion_id: randomUUID(), source, user_id, user_name, created_at, seen_at: created_at },
    plan: JSON.stringify(plan),
    model_names: JSON.stringify(names),
    search_text: [...names, ...plan.affected.map((version) => version.model_id)].join(' '),
    planned: plan.affected.length,
    ...summaryOf({ plan, calls, checks: [] }),
  };
}

function requireConsistent(plan: Plan): void {
  const ids = new Set(plan.affected.map((version) => version.model_id));
  const names = new Set(plan.affected.map((version) => version.model_name));
  const isCovered = plan.calls.every((call) => [call.model_id, ...call.covers].every((id) => ids.has(id)));
  const isNamed = plan.cascades.every((name) => names.has(name));
  if (ids.size !== plan.affected.length || !isCovered || !isNamed || plan.calls.length === 0) {
    throw new ApiError(
      'Coppice.0005',
      'The plan contradicts itself: its calls must be for the versions it affects.',
    );
  }
}

/**
 * Notes how a run ended, the first ending stays, and looks what became of the versions that nothing was told of.
 *
 * @returns the receipt as it is then.
 * @throws ApiError 0006 when the project has no such receipt, 0007 when it is somebody else's.
 */
export async function endDeletion(
  trx: StoreTransaction,
  caller: Caller,
  deletion_id: string,
  { ending, reason = null }: { ending: Ending; reason?: Reason | null | undefined },
  look: Look['within'],
): Promise<Receipt> {
  const { user_id, receipt } = await lockReceipt(trx, caller.project_id, deletion_id);
  if (user_id !== caller.user_id) {
    throw new ApiError('Coppice.0007', 'A deletion is ended by the user who began it.');
  }
  if (receipt.ended_at !== null) return receipt;
  const now = Date.now();
  const end = { ending, reason, ended_at: now };
  const ended = { ...receipt, ...end, state: stateOf({ ...end, seen_at: now }, now) };
  const checked = await look(trx, caller.project_id, ended, now);
  await trx
    .updateTable('deletions')
    .set({ ...end, checks: JSON.stringify(checked.checks), ...summaryOf(checked) })
    .where('project_id', '=', caller.project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(caller.project_id, { about: 'deletions', deletion_id }))
    .execute();
  return checked;
}

/** Notes that a run goes on: its page is open, though it may wait and send nothing. */
export async function noteAlive(store: Store, caller: Caller, deletion_id: string): Promise<void> {
  await store
    .updateTable('deletions')
    .set({ seen_at: Date.now() })
    .where('project_id', '=', caller.project_id)
    .where('deletion_id', '=', deletion_id)
    .where('user_id', '=', caller.user_id)
    .where('ended_at', 'is', null)
    .execute();
}
