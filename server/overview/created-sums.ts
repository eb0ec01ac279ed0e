import { sql } from 'kysely';
import * as z from 'zod';
import { USES, type Use } from '../../core/console-api/models/list-choices.ts';
import { FAILED_STATUSES } from '../../core/contract/model-choices.ts';
import { SPANS, startOfSpan, TYPE, USE } from '../registry/groups/created-weeks.ts';
import { facetsFor } from '../registry/groups/facets.ts';
import type { Store } from '../store/schema.ts';

/** How far back weeks are read one by one. */
export const WEEKS_READ = 104;

/** As many spans of eight weeks are read at most; beyond, longer ones are. */
const LONGER_READ = 130;

const Sum = z.object({ versions: z.number(), model_size: z.number() });

const Row = z.object({
  totals: z.array(Sum.extend({ facet: z.string(), names: z.number() })).nullable(),
  recent: z.array(Sum.extend({ week: z.number(), use: z.enum(USES) })).nullable(),
  older: z.array(Sum.extend({ use: z.enum(USES) })).nullable(),
  span: z.number(),
  by_type: z.array(Sum.extend({ week: z.number(), model_type: z.string() })).nullable(),
});

/** The totals of a project that the overview is made of. Weeks are counted as in created-weeks.ts. */
export type CreatedSums = {
  /** The versions that have any of some facets. */
  totalOf: (facets: readonly string[]) => z.infer<typeof Sum> & { names: number };
  /** By use and the week of their creation, of the last `WEEKS_READ` weeks. */
  recent: (z.infer<typeof Sum> & { week: number; use: Use })[];
  /** By use, of the time before. */
  older: (z.infer<typeof Sum> & { use: Use })[];
  /** All of them, by type and the first of as many weeks as a span has. */
  byType: { span: number; sums: (z.infer<typeof Sum> & { week: number; model_type: string })[] };
};

const FAILED = facetsFor({ status: [...FAILED_STATUSES] });
export const FACETS = {
  failed: FAILED,
  used: facetsFor({ in_use: 'yes' }),
  running: facetsFor({ in_use: 'running' }),
  'at-rest': facetsFor({ in_use: 'at-rest' }),
  no: facetsFor({ in_use: 'no' }),
};

/** What the totals of each use are kept by. */
const OF_USES = USES.map((use) => USE + use);
const useOfFacet = sql`substr(facet, ${sql.lit(USE.length + 1)})`;

/**
 * Reads them, all as they are at one moment. How much is read is limited, however many versions there are and of
 * whatever times.
 *
 * @param thisWeek the present one.
 */
export async function readCreatedSums(
  store: Store,
  project_id: string,
  thisWeek: number,
): Promise<CreatedSums> {
  const firstWeek = Math.max(0, thisWeek - WEEKS_READ + 1);
  const facets = ['', ...Object.values(FACETS).flat()];
  const { rows } = await sql`
    with edges as (
      select ${edgeOf(project_id, 'min', firstWeek)} as first, ${edgeOf(project_id, 'max', thisWeek)} as last
    ),
    chosen as (
      select case
        when first >= ${firstWeek}::integer and last <= ${thisWeek}::integer then ${sql.lit(SPANS[0])}
        when last - first < ${LONGER_READ * SPANS[1]}::integer then ${sql.lit(SPANS[1])}
        else ${sql.lit(SPANS[2])} end as span
      from edges
    ),
    totals as (
      select facet, names, versions, model_size from project_totals
      where project_id = ${project_id} and facet = any (${facets}::text[])
    ),
    recent as (
      select week, ${useOfFacet} as use, versions, model_size from created_totals
      where project_id = ${project_id} and span = 1 and facet = any (${OF_USES}::text[])
        and week between ${firstWeek}::integer and ${thisWeek}::integer and versions <> 0
    ),
    older as (
      select ${useOfFacet} as use, sum(versions) as versions, sum(model_size) as model_size from created_totals
      where project_id = ${project_id} and facet = any (${OF_USES}::text[]) and ${isBefore(firstWeek)}
      group by 1
    ),
    by_type as (
      select week, substr(facet, ${sql.lit(TYPE.length + 1)}) as model_type, versions, model_size from created_totals
      where project_id = ${project_id} and span = (select span from chosen)
        and facet >= ${TYPE} and facet < ${`${TYPE}~`} and versions <> 0
    )
    select
      (select span from chosen) as span,
      (select json_agg(totals) from totals) as totals,
      (select json_agg(recent) from recent) as recent,
      (select json_agg(older) from older) as older,
      (select json_agg(by_type) from by_type) as by_type
  `.execute(store);
  const { totals, recent, older, span, by_type } = Row.parse(rows[0]);
  const known = new Map(totals?.map(({ facet, ...total }) => [facet, total]));
  return {
    totalOf: (ofFacets) => ofFacets.map((facet) => known.get(facet) ?? NOTHING).reduce(add, NOTHING),
    recent: recent ?? [],
    older: older ?? [],
    byType: { span, sums: by_type ?? [] },
  };
}

/** The first or the last of the known weeks with anything, in spans of eight weeks; a week that is told where there is none. */
function edgeOf(project_id: string, edge: 'min' | 'max', otherwise: number) {
  const [order, choose] = edge === 'min' ? [sql`asc`, sql`least`] : [sql`desc`, sql`greatest`];
  const ofUse = (facet: string) => sql`(
    select week from created_totals
    where project_id = ${project_id} and span = ${sql.lit(SPANS[1])} and facet = ${facet} and versions <> 0
      and week > 0
    order by week ${order} limit 1
  )`;
  return sql`coalesce(${choose}(${sql.join(OF_USES.map(ofUse))}), ${otherwise}::integer)`;
}

/** The time before a week, in spans that are as long as can be, so that there are few. */
function isBefore(week: number) {
  const [, long, longest] = SPANS;
  const [toLong, toLongest] = [startOfSpan(week, long), startOfSpan(week, longest)];
  return sql`(
    (span = ${sql.lit(longest)} and week < ${toLongest}::integer)
    or (span = ${sql.lit(long)} and week >= ${toLongest}::integer and week < ${toLong}::integer)
    or (span = 1 and week >= ${toLong}::integer and week < ${week}::integer)
  )`;
}

const NOTHING = { names: 0, versions: 0, model_size: 0 };

function add(one: typeof NOTHING, other: typeof NOTHING): typeof NOTHING {
  return {
    names: one.names + other.names,
    versions: one.versions + other.versions,
    model_size: one.model_size + other.model_size,
  };
}
