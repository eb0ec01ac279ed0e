import { sql } from 'kysely';
import { PREPARED } from '../../store/prepared.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { NOTHING_FREE } from '../free/free-of-name.ts';
import { isNameKeptOut } from '../free/kept-out.ts';
import { GROUP_COLUMNS, type GroupSummary } from './group-summary.ts';

/**
 * Locks the summary of each name until the transaction ends, inserting an empty one where there is none. This lock
 * serialises changes to the models and services of a name. Whatever changes them takes it first, before any model's, and
 * in the order of the names, which rules out deadlocks.
 */
export async function lockGroups(
  trx: StoreTransaction,
  project_id: string,
  names: readonly string[],
): Promise<GroupSummary[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<GroupSummary>`
    insert into model_groups (
      project_id, model_name, versions, model_size, services, latest_version, latest_create_at, is_kept_out
    )
    select ${project_id}, model_name, 0, 0, 0, '', 0, ${isNameKeptOut(project_id, sql`names.model_name`)}
    from (select distinct unnest(${[...names]}::text[]) collate "C" as model_name order by 1) as names
    on conflict (project_id, model_name) do update set versions = model_groups.versions
    returning *
  `.execute(trx);
  return rows;
}

/**
 * The summaries of names, unlocked, and empty ones for names that have none: for a writer that is alone by other means, as a
 * sync is by its lease. Spares a write for each new name.
 */
export async function readGroups(
  trx: StoreTransaction,
  project_id: string,
  names: readonly string[],
): Promise<GroupSummary[]> {
  const rows = await trx
    .selectFrom('model_groups')
    .selectAll()
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_name', '=', fn.any(val([...names]))))
    .execute();
  const found = new Map(rows.map((row) => [row.model_name, row]));
  const missing = names.filter((name) => !found.has(name));
  const keptOut = await findKeptOut(trx, project_id, missing);
  return names.map(
    (model_name) =>
      found.get(model_name) ?? { project_id, model_name, ...EMPTY, is_kept_out: keptOut.has(model_name) },
  );
}

/** Which of names without a summary are kept out of what is free. */
async function findKeptOut(
  trx: StoreTransaction,
  project_id: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const { rows } = await sql<{ model_name: string }>`
    select model_name from unnest(${[...names]}::text[]) as names(model_name)
    where ${isNameKeptOut(project_id, sql`names.model_name`)}
  `.execute(trx);
  return new Set(rows.map(({ model_name }) => model_name));
}

const EMPTY = {
  versions: 0,
  model_size: 0,
  tallies: {},
  facets: [],
  services: 0,
  latest_version: '',
  latest_create_at: 0,
  earliest_create_at: 0,
  smallest_size: 0,
  largest_size: 0,
  newest: [],
  newest_free: [],
  free: NOTHING_FREE,
};

/** Locks the summary of a model's name until the transaction ends; undefined when there is no such model. */
export function lockGroupOf(
  trx: StoreTransaction,
  project_id: string,
  model_id: string,
): Promise<GroupSummary | undefined> {
  return trx
    .selectFrom('model_groups')
    .modifyEnd(PREPARED)
    .select(GROUP_COLUMNS)
    .where('project_id', '=', project_id)
    .where('model_name', '=', ({ selectFrom }) =>
      selectFrom('models')
        .select('models.model_name')
        .where('models.project_id', '=', project_id)
        .where('models.model_id', '=', model_id),
    )
    .forUpdate()
    .executeTakeFirst();
}
