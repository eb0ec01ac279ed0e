import { sql } from 'kysely';
import * as z from 'zod';
import { FAILED_STATUSES } from '../../core/contract/model-choices.ts';
import { columnsOfSpan, facetsOfSpan, type WeekSpan } from '../registry/groups/created-weeks.ts';
import { facetsFor } from '../registry/groups/facets.ts';
import type { Store } from '../store/schema.ts';

/** How far back weeks are read one by one. */
export const WEEKS_READ = 104;

const Sum = z.object({ versions: z.number(), model_size: z.number() });
const ByType = z.array(Sum.extend({ week: z.number(), model_type: z.string() })).nullable();

const Row = z.object({
  totals: z.array(Sum.extend({ facet: z.string(), names: z.number() })).nullable(),
  recent: z.array(Sum.extend({ week: z.number(), is_used: z.boolean() })).nullable(),
  recent_by_type: ByType,
  all_by_type: ByType,
});

/** The totals of a project that the overview is made of. Weeks are counted as in created-weeks.ts. */
export type CreatedSums = {
  /** The versions that have a status, a use, or (without) any. */
  totalOf: (facets: readonly string[]) => z.infer<typeof Sum> & { names: number };
  /** By the week of their creation and use, of the last `WEEKS_READ` weeks. */
  recent: { week: number; is_used: boolean; versions: number; model_size: number }[];
  /** By type, and the week (`short`) or the first of several weeks (`long`) of their creation: all of them. */
  byType: {
    span: WeekSpan;
    sums: { week: number; model_type: string; versions: number; model_size: number }[];
  };
};

const FAILED = facetsFor({ status: [...FAILED_STATUSES] });
export const FACETS = {
  failed: FAILED,
  used: facetsFor({ in_use: 'yes' }),
  unused: facetsFor({ in_use: 'no' }),
};

/**
 * Reads them, all as they are at one moment. How much is read is limited, however many versions there are.
 *
 * @param thisWeek the present one.
 */
export async function readCreatedSums(
  store: Store,
  project_id: string,
  thisWeek: number,
): Promise<CreatedSums> {
  const firstWeek = Math.max(0, thisWeek - WEEKS_READ + 1);
  const facets = ['', ...FACETS.failed, ...FACETS.used, ...FACETS.unused];
  const [short, long] = [columnsOfSpan('short'), columnsOfSpan('long')];
  const { rows } = await sql`
    with totals as (
      select facet, names, versions, model_size from project_totals
      where project_id = ${project_id} and facet = any (${facets}::text[])
    ),
    recent as (
      select ${short.week} as week, ${short.model_type} as model_type, ${short.is_used} as is_used, versions, model_size
      from project_totals where ${isOfSpan(project_id, 'short', firstWeek)}
    ),
    whole as (
      select ${long.week} as week, ${long.model_type} as model_type, sum(versions) as versions, sum(model_size) as model_size
      from project_totals where ${isOfSpan(project_id, 'long')}
      group by 1, 2
    ),
    recent_by_use as (
      select week, is_used, sum(versions) as versions, sum(model_size) as model_size from recent group by 1, 2
    ),
    recent_by_type as (
      select week, model_type, sum(versions) as versions, sum(model_size) as model_size from recent group by 1, 2
    )
    select
      (select json_agg(totals) from totals) as totals,
      (select json_agg(recent_by_use) from recent_by_use) as recent,
      (select json_agg(whole) from whole) as all_by_type,
      -- Of a registry that is younger than that, each week can be shown.
      case when (select min(week) from whole) >= ${firstWeek}::integer
        then (select json_agg(recent_by_type) from recent_by_type) end as recent_by_type
  `.execute(store);
  const { totals, recent, recent_by_type, all_by_type } = Row.parse(rows[0]);
  const known = new Map(totals?.map(({ facet, ...total }) => [facet, total]));
  return {
    totalOf: (ofFacets) => ofFacets.map((facet) => known.get(facet) ?? NOTHING).reduce(add, NOTHING),
    recent: recent ?? [],
    byType: recent_by_type
      ? { span: 'short', sums: recent_by_type }
      : { span: 'long', sums: all_by_type ?? [] },
  };
}

const NOTHING = { names: 0, versions: 0, model_size: 0 };

function add(one: typeof NOTHING, other: typeof NOTHING): typeof NOTHING {
  return {
    names: one.names + other.names,
    versions: one.versions + other.versions,
    model_size: one.model_size + other.model_size,
  };
}

function isOfSpan(project_id: string, span: WeekSpan, firstWeek?: number) {
  const { first, end } = facetsOfSpan(span, firstWeek);
  return sql`project_id = ${project_id} and facet >= ${first} and facet < ${end} and versions <> 0`;
}
