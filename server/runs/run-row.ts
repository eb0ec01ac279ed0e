import { type Selectable, sql } from 'kysely';
import type { RunIntervention, RunPhase } from '../../core/console-api/deletions/runs.ts';
import { ApiError } from '../errors.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { Database, Store, StoreTransaction } from '../store/schema.ts';
import type { RunKey } from './run-queue.ts';

/** A run as it is kept. */
export type RunRow = Selectable<Database['runs']>;

/** The query of one run. */
export function selectRun(store: Store, { project_id, deletion_id }: RunKey) {
  return store
    .selectFrom('runs')
    .selectAll()
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id);
}

/**
 * A run, held until the transaction ends: what is done to it is done one after the other.
 *
 * @throws ApiError 0006 when there is none.
 */
export async function lockRun(trx: StoreTransaction, key: RunKey): Promise<RunRow> {
  const row = await selectRun(trx, key).forUpdate().executeTakeFirst();
  if (!row) throw new ApiError('Coppice.0006', `There is no run of a deletion ${key.deletion_id} here.`);
  return row;
}

/** What changes of a run; an intervention is added to those before. */
export type RunChange = Partial<Pick<RunRow, 'phase' | 'starts_at' | 'user_id' | 'user_name' | 'runner'>> &
  Partial<
    Pick<RunRow, 'token_hash' | 'sealed_login' | 'question' | 'decision' | 'waiting' | 'is_stopping'>
  > & {
    intervention?: RunIntervention;
  };

/** Changes a run, and tells whoever follows the project. */
export async function changeRun(
  store: Store,
  { project_id, deletion_id }: RunKey,
  { intervention, question, decision, waiting, ...columns }: RunChange,
): Promise<void> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await store
    .updateTable('runs')
    .set({
      ...columns,
      ...(question !== undefined && { question: json(question) }),
      ...(decision !== undefined && { decision: json(decision) }),
      ...(waiting !== undefined && { waiting: json(waiting) }),
      ...(intervention && {
        interventions: sql<string>`interventions || ${JSON.stringify([intervention])}::jsonb`,
      }),
    })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'runs', deletion_id }))
    .execute();
}

/** What a run has in every phase but the one it asks or waits in. */
export const NOT_WAITING = { question: null, waiting: null } as const;

/** What a run has once it is over: nothing more is asked in anybody's name. */
export const OVER = {
  phase: 'over',
  starts_at: null,
  runner: null,
  token_hash: null,
  sealed_login: null,
  is_stopping: false,
  decision: null,
  ...NOT_WAITING,
} satisfies RunChange;

/**
 * Refuses what cannot be done to a run where it is.
 *
 * @throws ApiError 0017 unless it is in one of these phases.
 */
export function requirePhase({ phase }: RunRow, phases: readonly RunPhase[]): void {
  if (phases.includes(phase)) return;
  throw new ApiError('Coppice.0017', `Nothing was changed: the deletion is ${IN_WORDS[phase]} by now.`);
}

const IN_WORDS: Record<RunPhase, string> = {
  held: 'about to begin',
  scheduled: 'put off',
  queued: 'about to begin',
  running: 'going on',
  asking: 'waiting for an answer',
  'signed-out': 'waiting for somebody to sign in',
  outdated: 'waiting for a new consent',
  over: 'over',
};
