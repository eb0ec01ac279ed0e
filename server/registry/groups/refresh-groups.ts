import { sql } from 'kysely';
import type { StoreTransaction, Tallies } from '../../store/schema.ts';
import { refreshCopies } from '../free/copies.ts';
import { recountDays } from '../free/free-days.ts';
import type { FreeSummary } from '../free/free-totals.ts';
import { isNameKeptOut, refreshKeptOut } from '../free/kept-out.ts';
import { FREE_COLUMNS, FREE_OF_NAMES } from '../free/recount-free.ts';
import { OVER_SUMMARY } from './group-summary.ts';
import { lockGroups } from './lock-groups.ts';
import { recountWeeks } from './name-weeks.ts';
import { changeTotals } from './project-totals.ts';
import { usedModels } from './uses.ts';

/**
 * Recomputes the summaries of names from their versions, in the transaction that changed their models or services. A name
 * without models loses its summary. Linear in the versions of the names; `change-groups.ts` is incremental, where versions
 * are only added or removed.
 *
 * @param lock locks the summaries of names, and answers them.
 */
export async function refreshGroups(
  trx: StoreTransaction,
  project_id: string,
  names: readonly string[],
  lock = lockGroups,
): Promise<void> {
  if (names.length === 0) return;
  const before = await lock(trx, project_id, names);
  await refreshCopies(trx, project_id, names);
  await refreshKeptOut(trx, project_id, names);
  const after = await recomputeSummaries(trx, project_id, names);
  const left = new Set(after.map((group) => group.model_name));
  await removeEmpty(
    trx,
    project_id,
    names.filter((name) => !left.has(name)),
  );
  const weeks = await recountWeeks(trx, project_id, names);
  const days = await recountDays(trx, project_id, names);
  await changeTotals(trx, project_id, { before, after, weeks, days });
}

async function removeEmpty(trx: StoreTransaction, project_id: string, names: string[]): Promise<void> {
  if (names.length === 0) return;
  await trx
    .deleteFrom('model_groups')
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_name', '=', fn.any(val(names))))
    .execute();
}

type Summed = FreeSummary & { model_name: string; versions: number; model_size: number; tallies: Tallies };

async function recomputeSummaries(trx: StoreTransaction, project_id: string, names: readonly string[]) {
  const { rows } = await sql<Summed>`
    with used as (${usedModels(project_id)}),
    names as materialized (
      select model_name, ${isNameKeptOut(project_id, sql`names.model_name`)} as is_name_kept_out
      from unnest(${[...names]}::text[]) as names(model_name)
    ),
    versions_of_names as (
      select models.*, coalesce(used.use, 'no') as use, ${FREE_COLUMNS}
      from models
        join names using (model_name)
        left join used using (model_id)
      where project_id = ${project_id} and model_name = any (${[...names]}::text[])
    ),
    sums as (
      select
        model_name, count(*) as versions, sum(model_size) as model_size,
        (array_agg(model_version order by create_at desc, version_rank desc))[1] as latest_version,
        max(create_at) as latest_create_at, min(create_at) as earliest_create_at,
        coalesce(min(model_size) filter (where model_size > 0), 0) as smallest_size,
        coalesce(max(model_size) filter (where model_size > 0), 0) as largest_size
      from versions_of_names group by model_name
    ),
    tallied as (
      select model_name, array_agg(facet order by facet collate "C") as facets,
        jsonb_object_agg(facet, jsonb_build_object('versions', versions, 'model_size', model_size)) as tallies
      from (
        -- Each value alone and all combinations, as facets.ts writes them.
        select model_name, count(*) as versions, sum(model_size) as model_size,
          concat_ws(E'\\t', 'status:' || model_status, 'type:' || model_type, 'in_use:' || use) as facet
        from versions_of_names
        group by model_name, cube (model_status, model_type, use)
        having grouping(model_status, model_type, use) < 7
        union all
        select model_name, count(*), sum(model_size),
          concat_ws(E'\\t', 'status:' || model_status, 'type:' || model_type, 'in_use:yes')
        from versions_of_names where use <> 'no'
        group by model_name, cube (model_status, model_type)
        union all
        select model_name, count(*), sum(model_size), 'owner:' || owner
        from versions_of_names where owner <> '' group by model_name, owner
      ) as by_facet
      group by model_name
    ),
    using_services as (
      select model_name, count(distinct service_id) as services
      from versions_of_names join service_models using (project_id, model_id)
      where use <> 'no'
      group by model_name
    ),
    ${FREE_OF_NAMES}
    insert into model_groups (
      project_id, model_name, versions, model_size, tallies, facets, services,
      latest_version, latest_create_at, earliest_create_at, smallest_size, largest_size,
      newest, newest_free, free, is_kept_out
    )
    select
      ${project_id}, model_name, sums.versions, sums.model_size, tallied.tallies, tallied.facets,
      coalesce(using_services.services, 0), latest_version, latest_create_at, earliest_create_at,
      smallest_size, largest_size, coalesce(newest, '{}'), coalesce(newest_free, '[]'), free, is_name_kept_out
    from sums
      join names using (model_name)
      join tallied using (model_name)
      join free_of_names using (model_name)
      left join newest_of_names using (model_name)
      left join using_services using (model_name)
    on conflict (project_id, model_name) do update set
      ${OVER_SUMMARY}, services = excluded.services, is_kept_out = excluded.is_kept_out
    returning model_name, versions, model_size, tallies, services, latest_create_at, earliest_create_at,
      newest, newest_free, free
  `.execute(trx);
  return rows;
}
