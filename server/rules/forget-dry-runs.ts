import { sql } from 'kysely';
import { KEPT_DRY_RUNS, KEPT_SCHEDULED_DRY_RUNS } from '../../core/console-api/deletions/rules.ts';
import type { Store } from '../store/schema.ts';

/** Removes one that did not come to its end. */
export async function forget(
  store: Store,
  { project_id, dry_run_id }: { project_id: string; dry_run_id: string },
): Promise<void> {
  await store
    .deleteFrom('dry_runs')
    .where('project_id', '=', project_id)
    .where('dry_run_id', '=', dry_run_id)
    .execute();
}

/** Longer than any takes: what is not over by then was left by a gateway that stopped. In ms. */
const LOST_AFTER_MS = 60 * 60_000;

/**
 * Removes what nobody will finish, and of the others all but the last: those that people made in the project, and of each
 * rule those of its schedule. What waits for a consent stays.
 */
export async function forgetOld(store: Store, project_id: string, now: number): Promise<void> {
  await store
    .deleteFrom('dry_runs')
    .where('project_id', '=', project_id)
    .where((row) =>
      row.or([
        row.and([row('sums', 'is', null), row('made_at', '<', now - LOST_AFTER_MS)]),
        row('dry_run_id', 'in', idsBeyondKept(project_id)),
      ]),
    )
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('scheduled_runs')
            .select('scheduled_runs.dry_run_id')
            .whereRef('scheduled_runs.project_id', '=', 'dry_runs.project_id')
            .whereRef('scheduled_runs.dry_run_id', '=', 'dry_runs.dry_run_id')
            .where('scheduled_runs.state', '=', 'waiting'),
        ),
      ),
    )
    .execute();
}

/** Those of a project that are not among the last any more. */
function idsBeyondKept(project_id: string) {
  return sql<string>`(
    select dry_run_id from (
      select dry_run_id, due_at, row_number() over (
        partition by case when due_at is null then '' else rule_id end order by made_at desc
      ) as place
      from dry_runs where project_id = ${project_id} and sums is not null
    ) as placed
    where place > case when due_at is null then ${KEPT_DRY_RUNS}::integer else ${KEPT_SCHEDULED_DRY_RUNS}::integer end
  )`;
}
