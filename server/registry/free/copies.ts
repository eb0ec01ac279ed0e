import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { FreeSum } from '../../store/free-tables.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { type FreeModel, sourceOf } from './free-of-name.ts';
import { addSums, NO_SUM, sumOfOne } from './free-sum.ts';
import { IS_FREE, isFree } from './is-free.ts';

/**
 * Of the versions of a name that have the same size and source, all but the newest are copies (`models.is_copy`), in use or
 * not. Of two names none is: what is meant twice may be wanted twice. Each change to a name marks at most as many versions
 * anew as it adds or removes.
 */
export const HAS_SOURCE: RawBuilder<SqlBool> = sql.raw(
  `(models.model_size > 0 and coalesce(jsonb_typeof(models.detail -> 'source_location'), '') = 'string'
    and models.detail ->> 'source_location' <> '')`,
);

/** Sources may be longer than an index takes. */
const SOURCE = sql.raw(`md5(models.detail ->> 'source_location')`);

/** No two are alike, so that one of each stays, and always the same. */
const NEWEST_FIRST = sql.raw(
  'models.version_rank desc, models.create_at desc, models.model_id collate "C" desc',
);

/** How the copies of each name changed, of those that are free. */
export type CopyChanges = ReadonlyMap<string, FreeSum>;

type Placed = FreeModel & { model_name: string };

/** Marks what has become a copy now that versions were added, none of them marked so far. */
export async function markCopies(
  trx: StoreTransaction,
  project_id: string,
  added: readonly Placed[],
): Promise<CopyChanges> {
  const sets = setsOf(added);
  if (sets.length === 0) return new Map();
  const { rows } = await sql<Marked>`
    with sets as (${tableOf(sets)}),
    unmarked as (
      select models.model_id, row_number() over (
        partition by models.model_name, models.model_size, sets.source order by ${NEWEST_FIRST}
      ) as place
      from sets join models on ${isOf(project_id)}
      where ${HAS_SOURCE} and not models.is_copy
    )
    update models set is_copy = true from unmarked
    where models.project_id = ${project_id} and models.model_id = unmarked.model_id and unmarked.place > 1
    returning models.model_name, models.model_size, ${IS_FREE} as is_free
  `.execute(trx);
  return sumByName(rows, 1);
}

/** Has the newest copy take the place of what was removed and was none. Also counts removed copies, which no service used. */
export async function unmarkCopies(
  trx: StoreTransaction,
  project_id: string,
  removed: readonly (Placed & { is_copy: boolean })[],
): Promise<CopyChanges> {
  const gone = removed
    .filter((model) => model.is_copy)
    .map((model) => ({ ...model, is_free: isFree(model) }));
  const sets = setsOf(removed.filter((model) => !model.is_copy));
  if (sets.length === 0) return sumByName(gone, -1);
  const { rows } = await sql<Marked>`
    with sets as (${tableOf(sets)}),
    heirs as (
      select (
        select models.model_id from models where ${isOf(project_id)} and ${HAS_SOURCE} and models.is_copy
        order by ${NEWEST_FIRST} limit 1
      ) as model_id
      from sets
    )
    update models set is_copy = false from heirs
    where models.project_id = ${project_id} and models.model_id = heirs.model_id
    returning models.model_name, models.model_size, ${IS_FREE} as is_free
  `.execute(trx);
  return sumByName([...gone, ...rows], -1);
}

/** Marks the copies of names anew. Linear in their versions. */
export async function refreshCopies(
  trx: StoreTransaction,
  project_id: string,
  names: readonly string[],
): Promise<void> {
  await sql`
    update models set is_copy = compared.is_copy
    from (
      select models.model_id, ${HAS_SOURCE} and row_number() over (
        partition by models.model_name, models.model_size, ${SOURCE} order by ${NEWEST_FIRST}
      ) > 1 as is_copy
      from models
      where models.project_id = ${project_id} and models.model_name = any (${[...names]}::text[])
        and (${HAS_SOURCE} or models.is_copy)
    ) as compared
    where models.project_id = ${project_id} and models.model_id = compared.model_id
      and models.is_copy <> compared.is_copy
  `.execute(trx);
}

type SameFiles = { model_name: string; model_size: number; source: string };
type Marked = { model_name: string; model_size: number; is_free: boolean };

function setsOf(models: readonly Placed[]): SameFiles[] {
  return models.flatMap((model) => {
    const source = sourceOf(model);
    return source === '' ? [] : { model_name: model.model_name, model_size: model.model_size, source };
  });
}

function tableOf(sets: readonly SameFiles[]) {
  return sql`
    select distinct model_name, model_size, md5(source) as source
    from json_to_recordset(${JSON.stringify(sets)}::json) as sets(
      model_name text collate "C", model_size bigint, source text
    )
  `;
}

function isOf(project_id: string) {
  return sql`(models.project_id = ${project_id} and models.model_name = sets.model_name
    and models.model_size = sets.model_size and ${SOURCE} = sets.source)`;
}

function sumByName(marked: readonly Marked[], sign: 1 | -1): CopyChanges {
  const sums = new Map<string, FreeSum>();
  for (const { model_name, model_size, is_free } of marked) {
    if (is_free) sums.set(model_name, addSums(sums.get(model_name) ?? NO_SUM, sumOfOne(model_size, sign)));
  }
  return sums;
}
