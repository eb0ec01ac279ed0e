import { sql } from 'kysely';
import type { LargestName } from '../../core/console-api/models/overview.ts';
import { FAILED_STATUSES } from '../../core/contract/model-choices.ts';
import type { Store } from '../store/schema.ts';
import { FACETS } from './created-sums.ts';

/** So many of its newest versions a name is taken to need. */
const NEWEST = 3;

/** The names with the most bytes, the largest first. */
export async function readLargest(store: Store, project_id: string, limit: number): Promise<LargestName[]> {
  const failed = FACETS.failed.map(
    (facet) => sql`coalesce((names.tallies -> ${facet}::text ->> 'model_size')::bigint, 0)`,
  );
  const { rows } = await sql<Omit<LargestName, 'older'>>`
    select names.model_name, names.versions, names.model_size, newest.model_size as newest,
      ${sql.join(failed, sql` + `)} as failed
    from (
      select project_id, model_name, versions, model_size, tallies from model_groups
      where project_id = ${project_id} and model_size > 0
      order by model_size desc, model_name desc limit ${limit}
    ) as names,
    lateral (
      select coalesce(sum(model_size) filter (where model_status <> all (${[...FAILED_STATUSES]}::text[])), 0) as model_size
      from (
        select model_size, model_status from models
        where models.project_id = names.project_id and models.model_name = names.model_name
        order by create_at desc, version_rank desc limit ${NEWEST}
      ) as last
    ) as newest
    order by names.model_size desc, names.model_name desc
  `.execute(store);
  return rows.map((row) => ({ ...row, older: row.model_size - row.newest - row.failed }));
}
