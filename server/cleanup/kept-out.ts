import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Cleanup } from '../../core/console-api/models/cleanup.ts';
import { inForce } from '../protections/in-force.ts';
import type { Store } from '../store/schema.ts';

/** What is in no suggestion, as it is protected, or was excluded. */
export type KeptOut = Pick<Cleanup, 'protected' | 'excluded'> & {
  /** Whole names. */
  names: string[];
  /** Versions of other names, in each case in which a registry may list their ids. */
  ids: string[];
};

type Row = { why: 'protected' | 'excluded'; model_name: string; model_id: string };

/** Read whole, as it is what people wrote one by one. */
export async function readKeptOut(store: Store, project_id: string, now: number): Promise<KeptOut> {
  const { rows } = await sql<Row>`
    select 'protected' as why, model_name, model_id from protections
    where project_id = ${project_id} and ${inForce(now)}
    union all
    select 'excluded', model_name, model_id from exclusions where project_id = ${project_id}
  `.execute(store);
  const names = new Set(rows.flatMap((row) => (row.model_id === '' ? row.model_name : [])));
  const ids = rows.flatMap(({ model_name, model_id }) => (names.has(model_name) ? [] : model_id));
  return {
    names: [...names],
    ids: [...new Set(ids.flatMap((id) => [id, id.toUpperCase()]))],
    protected: countOf(rows, 'protected'),
    excluded: countOf(rows, 'excluded'),
  };
}

function countOf(rows: readonly Row[], why: Row['why']): Cleanup['protected'] {
  const of = rows.filter((row) => row.why === why);
  const names = of.filter(({ model_id }) => model_id === '').length;
  return { names, versions: of.length - names };
}

/**
 * Whether a row of `models` is none of that. They are looked up in sets: of an array the database would weigh each member
 * against its statistics before it begins, which takes longer than all else.
 */
export function isNotKeptOut({ names, ids }: KeptOut): RawBuilder<SqlBool> {
  return sql<SqlBool>`(
    models.model_name not in (select unnest(${names}::text[]))
    and models.model_id not in (select unnest(${ids}::text[]))
  )`;
}
