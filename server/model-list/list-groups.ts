import { sql } from 'kysely';
import * as z from 'zod';
import type { ModelFilters, ModelGroupsQuery } from '../../core/console-api/models/model-group-queries.ts';
import type { ModelGroup, ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { type NameProtection, summariseProtections } from '../protections/read-protections.ts';
import { tallyBy } from '../registry/groups/facets.ts';
import type { GroupSummary } from '../registry/groups/group-summary.ts';
import { readTotals } from '../registry/groups/project-totals.ts';
import type { Database, Store } from '../store/schema.ts';
import { findHeld } from './matching/find-held.ts';
import { matchingGroups } from './matching/group-matches.ts';
import { countLeftOut } from './matching/left-out.ts';
import { type MatchingSums, sumMatching } from './matching/matching-sums.ts';
import { talliedFacets } from './matching/tallied-facets.ts';

const SORT_COLUMNS = {
  name: 'model_name',
  versions: 'versions',
  size: 'model_size',
  created: 'latest_create_at',
} as const satisfies Record<ModelGroupsQuery['sort'], keyof Database['model_groups']>;

/** Matching names are counted up to so many: beyond, the list says "more than". */
const MAX_COUNTED = 200;

/** One page of a project's models, grouped by name. */
export async function listGroups(
  store: Store,
  project_id: string,
  query: ModelGroupsQuery,
  now = Date.now(),
): Promise<ModelGroupPage> {
  const held = await findHeld(store, project_id, query.search);
  const criteria = { filters: query, held, now };
  const matching = await matchingGroups(store, project_id, criteria);
  const [{ rows, total }, all, left_out] = await Promise.all([
    isTotalled(query)
      ? readTotalled(store, matching, query, project_id)
      : readCounted(store, matching, query),
    readTotals(store, project_id),
    countLeftOut(store, project_id, criteria),
  ]);
  const groups = rows.slice(0, query.limit);
  const last = groups.at(-1);
  const inPart = groups.filter((group) => group.matching < group.versions);
  const names = groups.map((group) => group.model_name);
  const [sums, protections] = await Promise.all([
    sumMatching(store, project_id, inPart, criteria),
    summariseProtections(store, project_id, names),
  ]);
  return {
    groups: groups.map((group) =>
      toGroup(group, sums.get(group.model_name), protections.get(group.model_name)),
    ),
    next_cursor: last && rows.length > query.limit ? cursorAfter(last, query) : null,
    total,
    ...(left_out && { left_out }),
    is_empty_registry: all.names === 0,
  };
}

/** Whether the project's totals tell how much a list finds. A name that has two of several facets would be counted twice. */
function isTotalled(filters: ModelFilters): boolean {
  const facets = talliedFacets(filters);
  return !filters.search && !filters.protected && facets !== undefined && facets.length <= 1;
}

type Matching = Awaited<ReturnType<typeof matchingGroups>>;
type Counted = { rows: GroupRow[]; total: ModelGroupPage['total'] };

/** The page's groups, and one more if there is one. What a status, a type and use narrow to is kept, and is not counted. */
async function readTotalled(
  store: Store,
  matching: Matching,
  query: ModelGroupsQuery,
  project_id: string,
): Promise<Counted> {
  const [rows, totals] = await Promise.all([
    readPage(matching, query),
    readTotals(store, project_id, talliedFacets(query)?.[0]),
  ]);
  return { rows, total: { ...totals, is_at_least: false } };
}

/** The same, counted up to a limit, which keeps the cost the same however large the registry is. */
async function readCounted(store: Store, matching: Matching, query: ModelGroupsQuery): Promise<Counted> {
  if (query.cursor || query.until || query.names) {
    const [rows, total] = await Promise.all([readPage(matching, query), count(store, matching)]);
    return { rows, total };
  }
  // What matches is found once: the first page is the beginning of what is counted.
  const counted = inOrder(matching, query).limit(MAX_COUNTED + 1);
  const rows = await store
    .selectFrom(counted.as('model_groups'))
    .selectAll()
    .select([
      sql<number>`count(*) over ()`.as('names_found'),
      sql<number>`sum(matching) over ()`.as('versions_found'),
      sql<number>`sum(matching_size) over ()`.as('size_found'),
    ])
    .orderBy(sql.ref(SORT_COLUMNS[query.sort]), query.order)
    .orderBy('model_name', query.order)
    .limit(query.limit + 1)
    .execute();
  const { names_found = 0, versions_found = 0, size_found = 0 } = rows[0] ?? {};
  return { rows, total: toTotal(names_found, versions_found, size_found) };
}

/** The page's groups, and one more if there is one. */
function readPage(matching: Matching, query: ModelGroupsQuery): Promise<GroupRow[]> {
  let part = matching;
  if (query.names) part = part.where(sql<boolean>`model_groups.model_name = any (${query.names}::text[])`);
  if (query.cursor) part = part.where(isAfter(query.cursor, query));
  if (query.until) part = part.where(sql<boolean>`not ${isAfter(query.until, query)}`);
  return inOrder(part, query)
    .limit(query.limit + 1)
    .execute();
}

function inOrder(matching: Matching, { sort, order }: Sorting) {
  return matching
    .selectAll('model_groups')
    .orderBy(`model_groups.${SORT_COLUMNS[sort]}`, order)
    .orderBy('model_groups.model_name', order);
}

async function count(store: Store, matching: Matching): Promise<Counted['total']> {
  const { names, versions, size } = await store
    .selectFrom(matching.limit(MAX_COUNTED + 1).as('counted'))
    .select(({ fn }) => [
      fn.countAll<number>().as('names'),
      fn.coalesce(fn.sum<number>('matching'), sql<number>`0`).as('versions'),
      fn.coalesce(fn.sum<number>('matching_size'), sql<number>`0`).as('size'),
    ])
    .executeTakeFirstOrThrow();
  return toTotal(names, versions, size);
}

function toTotal(names: number, versions: number, model_size: number): Counted['total'] {
  return { names, versions, model_size, is_at_least: names > MAX_COUNTED };
}

type GroupRow = GroupSummary & { matching: number; matching_size: number };

/** @param sums of the versions that match, where those are not all of them. */
function toGroup(
  { tallies, ...row }: GroupRow,
  sums: MatchingSums | undefined,
  protection: NameProtection | undefined,
): ModelGroup {
  const statuses = tallyBy(tallies, 'status').map(([status, { versions }]) => [status, versions]);
  return {
    model_name: row.model_name,
    versions: row.versions,
    matching: row.matching,
    model_size: row.model_size,
    matching_size: row.matching_size,
    statuses: sums?.statuses ?? Object.fromEntries(statuses),
    model_types: tallyBy(tallies, 'type')
      .map(([type]) => type)
      .sort(),
    services: sums?.services ?? row.services,
    latest_version: row.latest_version,
    latest_create_at: row.latest_create_at,
    ...(protection && { protection }),
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
