import { type SelectQueryBuilder, sql } from 'kysely';
import * as z from 'zod';
import type { ModelGroupPage, ModelGroupsQuery } from '../../core/console/model-groups.ts';
import type { Database, Store } from '../store/schema.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { type Narrowing, versionConditions } from './version-matches.ts';

const SORT_COLUMNS = {
  name: 'model_name',
  versions: 'versions',
  size: 'model_size',
  created: 'latest_create_at',
} as const satisfies Record<ModelGroupsQuery['sort'], keyof Database['model_groups']>;

/** One page of a project's models, grouped by name. */
export async function listGroups(
  store: Store,
  project_id: string,
  query: ModelGroupsQuery,
  now = Date.now(),
): Promise<ModelGroupPage> {
  const [rows, total, everything] = await Promise.all([
    readGroups(store, project_id, query, now),
    countMatching(store, project_id, query, now),
    store
      .selectFrom('model_groups')
      .select('model_name')
      .where('project_id', '=', project_id)
      .limit(1)
      .execute(),
  ]);
  const groups = rows.slice(0, query.limit);
  const last = groups.at(-1);
  return {
    groups,
    next_cursor: last && rows.length > query.limit ? cursorAfter(last, query) : null,
    total,
    is_empty_registry: everything.length === 0,
  };
}

/** The page's groups, and one more if there is one. */
function readGroups(store: Store, project_id: string, query: ModelGroupsQuery, now: number) {
  const matching = matchingPerName(store, project_id, query, now);
  const column = SORT_COLUMNS[query.sort];
  let groups = store
    .selectFrom('model_groups')
    .leftJoin(matching.as('matches'), 'matches.model_name', 'model_groups.model_name')
    .where('model_groups.project_id', '=', project_id);
  if (versionConditions(query, now).length > 0) groups = groups.where('matches.matching', 'is not', null);
  if (query.cursor) groups = groups.where(isAfter(query.cursor, query));
  return groups
    .select(['model_groups.model_name', 'versions', 'model_size', 'statuses', 'model_types', 'services'])
    .select(['latest_version', 'latest_create_at'])
    .select(({ fn }) => fn.coalesce('matches.matching', 'versions').as('matching'))
    .orderBy(`model_groups.${column}`, query.order)
    .orderBy('model_groups.model_name', query.order)
    .limit(query.limit + 1)
    .execute();
}

/** How many versions of each name match; empty, and free of cost, when nothing narrows the list. */
function matchingPerName(
  store: Store,
  project_id: string,
  narrowing: Narrowing,
  now: number,
): SelectQueryBuilder<Database, 'models', { model_name: string; matching: number }> {
  const conditions = versionConditions(narrowing, now);
  let models = store
    .selectFrom('models')
    .select(['models.model_name', ({ fn }) => fn.countAll<number>().as('matching')])
    .where('models.project_id', '=', project_id)
    .groupBy('models.model_name');
  for (const condition of conditions) models = models.where(condition);
  return conditions.length > 0 ? models : models.where(sql<boolean>`false`);
}

function countMatching(store: Store, project_id: string, narrowing: Narrowing, now: number) {
  const conditions = versionConditions(narrowing, now);
  if (conditions.length === 0) {
    return store
      .selectFrom('model_groups')
      .where('project_id', '=', project_id)
      .select(({ fn }) => [
        fn.countAll<number>().as('names'),
        fn.coalesce(fn.sum<number>('versions'), sql<number>`0`).as('versions'),
        fn.coalesce(fn.sum<number>('model_size'), sql<number>`0`).as('model_size'),
      ])
      .executeTakeFirstOrThrow();
  }
  let models = store.selectFrom('models').where('models.project_id', '=', project_id);
  for (const condition of conditions) models = models.where(condition);
  return models
    .select(({ fn }) => [
      fn.count<number>('models.model_name').distinct().as('names'),
      fn.countAll<number>().as('versions'),
      fn.coalesce(fn.sum<number>('models.model_size'), sql<number>`0`).as('model_size'),
    ])
    .executeTakeFirstOrThrow();
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
