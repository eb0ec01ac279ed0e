import { sql } from 'kysely';
import { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import type { Run } from '../../../core/console-api/deletions/runs.ts';
import { ApiError } from '../../errors.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Store } from '../../store/schema.ts';

/** A run without a heartbeat for so long counts as interrupted. Browsers wake hidden pages once a minute. In ms. */
export const SILENT_AFTER_MS = 90_000;

/**
 * A receipt with its plan, calls and raw answers.
 *
 * @param now ms since the epoch.
 * @throws ApiError 0006 (not found) when the project has no such receipt.
 */
export async function readReceipt(
  store: Store,
  project_id: string,
  deletion_id: string,
  now = Date.now(),
): Promise<Receipt> {
  const deletion = await selectDeletion(store, project_id, deletion_id).executeTakeFirst();
  if (!deletion) throw noSuchDeletion(deletion_id);
  return readCalls(store, deletion, now);
}

/** The query of a receipt without its calls. */
export function selectDeletion(store: Store, project_id: string, deletion_id: string) {
  return store
    .selectFrom('deletions')
    .modifyEnd(PREPARED)
    .select(['project_id', 'deletion_id', 'source', 'user_id', 'user_name', 'created_at', 'ended_at'])
    .select(['ending', 'reason', 'seen_at', 'plan', 'checks', 'told', 'rule'])
    .select(runOfDeletion.as('run'))
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id);
}

/** How the gateway carries a deletion out, as it is told; null where its client does. */
export const runOfDeletion = sql<Run | null>`(
  select jsonb_build_object(
    'phase', phase, 'operator', runs.user_name, 'starts_at', case when phase in ('held', 'scheduled') then starts_at end, 'question', question, 'waiting', waiting,
    'is_stopping', is_stopping, 'interventions', interventions
  ) from runs where runs.project_id = deletions.project_id and runs.deletion_id = deletions.deletion_id
)`;

type Deletion = NonNullable<Awaited<ReturnType<ReturnType<typeof selectDeletion>['executeTakeFirst']>>>;

/** Reads the calls of a receipt, and parses all of it. `now` in ms since the epoch. */
export async function readCalls(store: Store, deletion: Deletion, now: number): Promise<Receipt> {
  const calls = await store
    .selectFrom('deletion_calls')
    .modifyEnd(PREPARED)
    .select(['call', 'sent_at', 'answered_at', 'status', 'body', 'problem', 'request_id'])
    .where('project_id', '=', deletion.project_id)
    .where('deletion_id', '=', deletion.deletion_id)
    .orderBy('call_number')
    .execute();
  return Receipt.parse({
    ...deletion,
    state: stateOf(deletion, now),
    calls: calls.map(({ problem, request_id, ...call }) => ({
      ...call,
      ...(problem && { problem }),
      ...(request_id && { request_id }),
    })),
  });
}

type RunTimes = {
  ended_at: number | null;
  ending: Receipt['ending'];
  seen_at: number;
  run?: Run | null;
};

/** The state of a run, by its end or by its last heartbeat. `now` in ms since the epoch. */
export function stateOf({ ended_at, ending, seen_at, run }: RunTimes, now: number): Receipt['state'] {
  // A run that the gateway carries out may wait for somebody for days, and be no less alive.
  if (ended_at === null && run) return 'running';
  if (ended_at === null) return now - seen_at > SILENT_AFTER_MS ? 'interrupted' : 'running';
  return ending === 'interrupted' ? 'interrupted' : 'ended';
}

/** ApiError 0006 (not found). */
export function noSuchDeletion(deletion_id: string): ApiError {
  return new ApiError('Coppice.0006', `There is no deletion ${deletion_id} in this project.`);
}
