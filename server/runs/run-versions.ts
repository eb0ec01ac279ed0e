import { sql } from 'kysely';
import { DELETING_PHASES, type RunVersions } from '../../core/console-api/deletions/runs.ts';
import type { Store } from '../store/schema.ts';

/**
 * The versions of one name that runs of a project are about to delete, each with its run. What a plan foresees as refused
 * is not among them.
 */
export async function listRunVersions(store: Store, project_id: string, name: string): Promise<RunVersions> {
  const { rows } = await sql<RunVersions['versions'][number]>`
    select version ->> 'model_id' as model_id, runs.deletion_id
    from runs
    join deletions on deletions.project_id = runs.project_id and deletions.deletion_id = runs.deletion_id
    cross join jsonb_array_elements(deletions.plan -> 'affected') as version
    where runs.project_id = ${project_id}
      and runs.phase = any (${DELETING_PHASES}::text[])
      and deletions.model_names @> ${JSON.stringify([name])}::jsonb
      and version ->> 'model_name' = ${name}
      and version ->> 'verdict' <> 'blocked'`.execute(store);
  return { versions: rows };
}
