import { type RawBuilder, type SqlBool, sql } from 'kysely';
import * as z from 'zod';
import type { ServiceFilters, ServicePage, ServicesQuery } from '../../core/console-api/models/services.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { ownerNames } from '../model-list/owner-names.ts';
import { anyContains } from '../registry/contains-text.ts';
import type { Database, Store } from '../store/schema.ts';
import { selectServices, toSummary } from './service-summaries.ts';

const SORT_COLUMNS = {
  bytes: 'held_bytes',
  versions: 'held_versions',
  name: 'service_name',
  since: 'publish_at',
} as const satisfies Record<ServicesQuery['sort'], keyof Database['services']>;

/** Services are counted up to so many: beyond, the list says "more than". */
const MAX_COUNTED = 1_000;

/** How many owners are offered to filter by. */
const MAX_OWNERS = 50;

/**
 * One page of a project's services with what they hold, by what is kept of it.
 *
 * @throws ApiError 0005 (bad request) for a cursor that is none of this list.
 */
export async function listServices(
  store: Store,
  project_id: string,
  query: ServicesQuery,
): Promise<ServicePage> {
  let services = selectServices(store, project_id);
  for (const condition of conditionsOf(project_id, query)) services = services.where(condition);
  if (query.cursor) services = services.where(isAfter(query.cursor, query));
  const [rows, first] = await Promise.all([
    services
      .orderBy(`services.${SORT_COLUMNS[query.sort]}`, query.order)
      .orderBy('services.service_id', query.order)
      .limit(query.limit + 1)
      .execute(),
    query.cursor ? null : aboutAll(store, project_id, query),
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    services: page.map(toSummary),
    next_cursor:
      last && rows.length > query.limit
        ? writeCursor(['services', query.sort, query.order, last[SORT_COLUMNS[query.sort]], last.service_id])
        : null,
    first,
  };
}

function conditionsOf(
  project_id: string,
  { search, status, owner, model_name }: ServiceFilters,
): RawBuilder<SqlBool>[] {
  return [
    ...(search ? [anyContains(['services.service_name', 'services.service_id'], search)] : []),
    ...(status ? [sql<SqlBool>`services.status = any (${status}::text[])`] : []),
    ...(owner ? [sql<SqlBool>`services.owner = any (${owner}::text[])`] : []),
    ...(model_name === undefined ? [] : [holdsName(project_id, model_name)]),
  ];
}

/** Found from the versions of the name, as those are fewer than services. */
function holdsName(project_id: string, model_name: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`services.service_id in (
    select service_id from models join service_models using (project_id, model_id)
    where project_id = ${project_id} and model_name = ${model_name}
  )`;
}

function isAfter(cursor: string, { sort, order }: ServicesQuery): RawBuilder<SqlBool> {
  const Value = sort === 'name' ? z.string() : z.int();
  const Place = z.tuple([z.literal('services'), z.literal(sort), z.literal(order), Value, z.string()]);
  const [, , , value, id] = readCursor<['services', typeof sort, typeof order, string | number, string]>(
    Place,
    cursor,
  );
  const column = sql.ref(`services.${SORT_COLUMNS[sort]}`);
  // A count is an integer column; a number beyond it is no error, only beyond every row.
  const bound = sort === 'name' ? sql`${value}` : sql`${value}::bigint`;
  const beyond = order === 'asc' ? sql`>` : sql`<`;
  return sql<SqlBool>`(${column}, services.service_id) ${beyond} (${bound}, ${id})`;
}

async function aboutAll(
  store: Store,
  project_id: string,
  filters: ServiceFilters,
): Promise<NonNullable<ServicePage['first']>> {
  let services = store.selectFrom('services').select('service_id').where('project_id', '=', project_id);
  for (const condition of conditionsOf(project_id, filters)) services = services.where(condition);
  const counted = store
    .selectFrom(services.limit(MAX_COUNTED + 1).as('counted'))
    .select(({ fn }) => fn.countAll<number>().as('total'));
  const [{ total }, owners] = await Promise.all([
    counted.executeTakeFirstOrThrow(),
    readOwners(store, project_id),
  ]);
  return { total: Math.min(total, MAX_COUNTED), is_at_least: total > MAX_COUNTED, owners };
}

/** From one owner to the next by their index, however many services each has. */
async function readOwners(store: Store, project_id: string) {
  const { rows } = await sql<{ owner: string }>`
    with recursive found as (
      (select owner from services where project_id = ${project_id} and owner > '' order by owner limit 1)
      union all
      select (
        select owner from services where project_id = ${project_id} and owner > found.owner order by owner limit 1
      )
      from found where found.owner is not null
    )
    select owner from found where owner is not null limit ${MAX_OWNERS}
  `.execute(store);
  const names = await ownerNames(
    store,
    project_id,
    rows.map((row) => row.owner),
  );
  return rows.map(({ owner }) => ({ owner, owner_name: names.get(owner) ?? '' }));
}
