import { randomUUID } from 'node:crypto';
import type { Receipt } from '../../core/console-api/deletions/receipt.ts';
import type { Plan } from '../../core/deletion/plan.ts';
import { ApiError } from '../errors.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { attestPlan, type Facts } from './attest-plan.ts';
import { foldReceipt } from './fold-receipt.ts';
import { SILENT_AFTER_MS } from './reading/read-receipt.ts';
import { summaryOf } from './summary-of.ts';

/** How many running deletions one user may have in a project: more than anybody follows, fewer than fill a database. */
export const MAX_OPEN_DELETIONS = 50;

/** The receipt of a confirmed plan, to be written. */
export type NewDeletion = ReturnType<typeof newDeletion>;

/**
 * Makes the receipt of a confirmed plan; nothing is written or deleted by it.
 *
 * @param readFacts asks the registry what it has of the plan.
 * @throws ApiError 0005 (bad request) when the plan contradicts itself: a call or a cascade for what it does not affect, or
 *   an id twice; 0015 when it contradicts the registry; 0016 (quota) when its operator has too many open.
 */
export async function receiptOfPlan(
  store: Store,
  caller: Caller,
  posted: Plan,
  readFacts: (caller: Caller, plan: Plan) => Promise<Facts>,
): Promise<NewDeletion> {
  requireConsistent(posted);
  await requireFewOpen(store, caller);
  return newDeletion(caller, attestPlan(posted, await readFacts(caller, posted)), 'console', []);
}

/** Opens the receipt of a confirmed plan, as `receiptOfPlan` makes it. Returns its id. */
export async function openDeletion(...given: Parameters<typeof receiptOfPlan>): Promise<string> {
  const [store] = given;
  return insertReceipt(store, await receiptOfPlan(...given));
}

/** Writes a new receipt. Returns its id. */
export async function insertReceipt(
  store: Store,
  deletion: NewDeletion & { rule?: string },
): Promise<string> {
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
 * @param calls that are written with it, pending.
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
    project_id,
    deletion_id: randomUUID(),
    source,
    user_id,
    user_name,
    created_at,
    seen_at: created_at,
    plan: JSON.stringify(plan),
    model_names: JSON.stringify(names),
    search_text: [...names, ...plan.affected.map((version) => version.model_id)].join(' '),
    planned: plan.affected.length,
    ...summaryOf(foldReceipt({ plan, calls, checks: [], state: 'running', created_at }), created_at),
  };
}

/** @throws ApiError 0005 (bad request) when calls or cascades are for what the plan does not affect, or an id is there twice. */
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

/** @throws ApiError 0016 (quota). */
async function requireFewOpen(store: Store, { project_id, user_id }: Caller): Promise<void> {
  const { open } = await store
    .selectFrom('deletions')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('project_id', '=', project_id)
    .where('user_id', '=', user_id)
    .where('ended_at', 'is', null)
    .where('seen_at', '>', Date.now() - SILENT_AFTER_MS)
    .executeTakeFirstOrThrow();
  if (open < MAX_OPEN_DELETIONS) return;
  throw new ApiError(
    'Coppice.0016',
    `Nothing was sent: you have ${open} deletions going on in this project, and may have ${MAX_OPEN_DELETIONS}. Let one end, or stop it, and try again.`,
  );
}
