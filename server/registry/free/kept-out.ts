import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { normalId } from '../../../core/contract/id.ts';
import { inForce } from '../../protections/in-force.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import type { ModelRow } from '../models/model-row.ts';

/**
 * Whether a name is kept out of what is free, with all its versions. What is protected, or was excluded from suggestions, is:
 * it is marked on versions (`models.is_kept_out`) and on names (`model_groups.is_kept_out`), and counted with what else changes
 * them. A protection ends by itself, which server/cleanup/count-kept-out.ts makes up for.
 */
export function isNameKeptOut(project_id: string, model_name: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return isKeptOut(
    (table) => sql`${table}.project_id = ${project_id} and ${table}.model_name = ${model_name}
      and ${table}.model_id = ''`,
  );
}

/** Whether a row of `models` is, by its own id. */
function isVersionKeptOut(): RawBuilder<SqlBool> {
  return isKeptOut(
    (table) => sql`${table}.project_id = models.project_id and ${table}.model_id <> ''
      and ${table}.model_id in (models.model_id, lower(models.model_id))`,
  );
}

function isKeptOut(concerns: (table: RawBuilder<unknown>) => RawBuilder<unknown>): RawBuilder<SqlBool> {
  const [protections, exclusions] = [sql.raw('protections'), sql.raw('exclusions')];
  return sql<SqlBool>`(
    exists (select from protections where ${concerns(protections)} and ${inForce(Date.now())})
    or exists (select from exclusions where ${concerns(exclusions)})
  )`;
}

/**
 * Marks those of new versions that are kept out: a remote registry may list again what it did not for a while.
 *
 * @returns their ids.
 */
export async function markKeptOut(
  trx: StoreTransaction,
  project_id: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ model_id: string }>`
    update models set is_kept_out = true
    where project_id = ${project_id} and model_id = any (${[...ids]}::text[]) and ${isVersionKeptOut()}
    returning model_id
  `.execute(trx);
  return new Set(rows.map(({ model_id }) => model_id));
}

/** A version as it is marked by now: whether that changed, and whether a service uses it. */
export type MarkedModel = ModelRow & { is_changed: boolean; is_used: boolean };

/** Marks one version anew, and notes that what keeps it out is counted; undefined when it is gone. */
export async function remarkKeptOut(
  trx: StoreTransaction,
  project_id: string,
  model_id: string,
): Promise<MarkedModel | undefined> {
  const ofVersion = sql`project_id = ${project_id} and model_id = ${normalId(model_id)}`;
  const { rows } = await sql<MarkedModel>`
    with protected as (update protections set is_counted = ${inForce(Date.now())} where ${ofVersion}),
    excluded as (update exclusions set is_counted = true where ${ofVersion}),
    before as (
      select model_id, is_kept_out from models
      where project_id = ${project_id} and model_id in (${normalId(model_id)}, upper(${normalId(model_id)}))
    )
    update models set is_kept_out = ${isVersionKeptOut()}
    from before
    where models.project_id = ${project_id} and models.model_id = before.model_id
    returning models.*, models.is_kept_out <> before.is_kept_out as is_changed, exists (
      select from service_models used
      where used.project_id = models.project_id and used.model_id = models.model_id
    ) as is_used
  `.execute(trx);
  return rows[0];
}

/** Marks the versions of names anew, and notes that what keeps them out is counted. Linear in their versions. */
export async function refreshKeptOut(
  trx: StoreTransaction,
  project_id: string,
  names: readonly string[],
): Promise<void> {
  const now = Date.now();
  const concerned = (table: RawBuilder<unknown>) => sql<SqlBool>`(
    ${table}.project_id = ${project_id} and (
      ${table}.model_name = any (${[...names]}::text[])
      or exists (
        select from models
        where models.project_id = ${table}.project_id
          and models.model_id in (${table}.model_id, upper(${table}.model_id))
          and models.model_name = any (${[...names]}::text[])
      )
    )
  )`;
  await sql`
    with protected as (
      update protections set is_counted = not is_counted
      where is_counted <> ${inForce(now)} and ${concerned(sql.raw('protections'))}
    ),
    excluded as (
      update exclusions set is_counted = true
      where not is_counted and ${concerned(sql.raw('exclusions'))}
    )
    update models set is_kept_out = not is_kept_out
    where project_id = ${project_id} and model_name = any (${[...names]}::text[])
      and is_kept_out <> ${isVersionKeptOut()}
  `.execute(trx);
}
