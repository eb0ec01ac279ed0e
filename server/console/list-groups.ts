import { sql } from 'kysely';
import * as z from 'zod';
import type { ModelGroup, ModelGroupPage, ModelGroupsQuery } from '../../core/console/model-groups.ts';
import { facetOf, tallyBy } from '../registry/facets.ts';
import type { GroupSummary } from '../registry/group-summary.ts';
import { readTotals } from '../registry/project-totals.ts';
import type { Database, Store } from '../store/schema.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { matchingGroups } from './group-matches.ts';

const SORT_COLUMNS = {
  name: 'model_name',
  versions: 'versions',
  size: 'model_size',
  created: 'latest_create_at',
} as const satisfies Record<ModelGroupsQuery['sort'], keyof Database['model_groups']>;

/** Matching names are counted up to so many: beyond, the list says "more than". */
const MAX_COUNTED = 500;

/** One page of a project's models, grouped by name. */
export async function listGroups(
  store: Store,
  project_id: string,
  query: ModelGroupsQuery,
  now = Date.now(),
): Promise<ModelGroupPage> {
  const matching = await matchingGroups(store, project_id, query, now);
  const facet = facetOf(query);
  const isLookedFor = query.search || query.created;
  const [rows, counted, ofFacet, all] = await Promise.all([
    readPage(matching, query),
    isLookedFor ? countUpToLimit(store, matching) : undefined,
    // What status, type and use narrow to is kept, and need not be counted.
    !isLookedFor && facet ? readTotals(store, project_id, facet) : undefined,
    readTotals(store, project_id),
  ]);
  const groups = rows.slice(0, query.limit);
  const last = groups.at(-1);
  return {
    groups: groups.map(toGroup),
    next_cursor: last && rows.length > query.limit ? cursorAfter(last, query) : null,
    total: counted ?? { ...(ofFacet ?? all), is_at_least: false },
    is_empty_registry: all.names === 0,
  };
}

type Matching = Awaited<ReturnType<typeof matchingGroups>>;

/** The page's groups, and one more if there is one. */
function readPage(matching: Matching, query: ModelGroupsQuery) {
  const after = query.cursor ? matching.where(isAfter(query.cursor, query)) : matching;
  return after
    .selectAll('model_groups')
    .orderBy(`model_groups.${SORT_COLUMNS[query.sort]}`, query.order)
    .orderBy('model_groups.model_name', query.order)
    .limit(query.limit + 1)
    .execute();
}

/** Counts what matches, up to a limit that keeps the cost the same however large the registry is. */
async function countUpToLimit(store: Store, matching: Matching): Promise<ModelGroupPage['total']> {
  const counted = await store
    .selectFrom(matching.limit(MAX_COUNTED + 1).as('counted'))
    .select(({ fn }) => [
      fn.countAll<number>().as('names'),
      fn.coalesce(fn.sum<number>('matching'), sql<number>`0`).as('versions'),
      fn.coalesce(fn.sum<number>('matching_size'), sql<number>`0`).as('model_size'),
    ])
    .executeTakeFirstOrThrow();
  return { ...counted, is_at_least: counted.names > MAX_COUNTED };
}

type GroupRow = GroupSummary & { matching: number };

function toGroup({ tallies, ...row }: GroupRow): ModelGroup {
  const statuses = tallyBy(tallies, 'status').map(([status, { versions }]) => [status, versions]);
  return {
    model_name: row.model_name,
    versions: row.versions,
    matching: row.matching,
    model_size: row.model_size,
    statuses: Object.fromEntries(statuses),
    model_types: tallyBy(tallies, 'type')
      .map(([type]) => type)
      .sort(),
    services: row.services,
    latest_version: row.latest_version,
    latest_create_at: row.latest_create_at,
  };
}

type Sorting = Pick<ModelGroupsQuery, 'sort' | 'order'>;
type Sortable = { model_name: string; versions: number; model_size: number; latest_create_at: number };

/** A page ends at a value of the sort column and, as that may repeat, a name. */
function cursorAfter(group: Sortable, { sort, order }: Sorting): string {
  return writeCursor([sort, order, group[SORT_COLUMNS[sort]], group.model_name]);
}

function isAfter(cursor: string, { sort, order }: Sorting) {
  const Value = sort === 'name' ? z.string() : z.int();
  const Place = z.tuple([z.literal(sort), z.literal(order), Value, z.string()]);
  const [, , value, name] = readCursor<[typeof sort, typeof order, string | number, string]>(Place, cursor);
  const column = sql.ref(`model_groups.${SORT_COLUMNS[sort]}`);
  // A count is an integer column; a number beyond it is no error, only beyond every row.
  const bound = sort === 'name' ? sql`${value}` : sql`${value}::bigint`;
  const beyond = order === 'asc' ? sql`>` : sql`<`;
  return sql<boolean>`(${column}, model_groups.model_name) ${beyond} (${bound}, ${name})`;
}
