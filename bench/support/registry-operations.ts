import { sql } from 'kysely';
import { writeCursor } from '../../server/http/cursor.ts';
import { deletion } from './deletion-operations.ts';
import { LARGEST_NAME } from './fill-registry.ts';
import { type Operation, PAGE, PROTECTED } from './operation.ts';
import { cleanup, figures, overview, suggested } from './sum-operations.ts';

/** A read of the grouped list, and the statement that finds the same names. */
function list(name: string, query: string, condition: string): Operation {
  return {
    name,
    prepare: async ({ store, project_id, ask }) => ({
      http: () => ask('GET', `/api/model-groups?${query}`),
      bare: () =>
        sql`
          select * from model_groups where project_id = ${project_id} and ${sql.raw(condition)}
          order by model_name limit ${PAGE}
        `.execute(store),
    }),
  };
}

/** As many versions at every size, hard to be found among ever more. */
const theVeryLargest: Operation = {
  name: 'the very largest',
  prepare: async (registry) => {
    const { rows } = await sql<{ size: number }>`
      select model_size as size from models where project_id = ${registry.project_id}
      order by model_size desc offset 99 limit 1
    `.execute(registry.store);
    const size = rows[0]?.size ?? 0;
    return list('', `size=${size}..`, `largest_size >= ${size}`).prepare(registry);
  },
};

/** Page 400, or where a registry has fewer pages, its last. */
const deepPage: Operation = {
  name: 'page 400',
  prepare: async ({ store, project_id, ask }) => {
    const { rows } = await sql<{ model_name: string }>`
      select model_name from (
        select model_name from model_groups where project_id = ${project_id} order by model_name limit 20000
      ) as before order by model_name desc limit 1 offset 50
    `.execute(store);
    const name = rows[0]?.model_name ?? '';
    const cursor = writeCursor(['name', 'asc', name, name]);
    return {
      http: () => ask('GET', `/api/model-groups?cursor=${cursor}`),
      bare: () =>
        sql`
          select * from model_groups where project_id = ${project_id} and model_name > ${name}
          order by model_name limit ${PAGE}
        `.execute(store),
    };
  },
};

const versionsOfLargest: Operation = {
  name: 'versions of the largest name',
  prepare: async ({ store, project_id, ask }) => ({
    http: () => ask('GET', `/api/model-groups/${LARGEST_NAME}/versions`),
    bare: () =>
      sql`
        select * from models where project_id = ${project_id} and model_name = ${LARGEST_NAME}
        order by create_at desc, model_id desc limit 101
      `.execute(store),
  }),
};

const servicesPage: Operation = {
  name: 'services, by the bytes that they block',
  prepare: async ({ store, project_id, ask }) => ({
    http: () => ask('GET', '/api/services'),
    bare: () =>
      sql`
        select * from services where project_id = ${project_id}
        order by held_bytes desc, service_id desc limit ${PAGE}
      `.execute(store),
  }),
};

const servicePage: Operation = {
  name: 'a service and what it holds',
  prepare: async ({ store, project_id, ask }) => {
    const { rows } = await sql<{ service_id: string }>`
      select service_id from services where project_id = ${project_id}
      order by held_bytes desc, service_id desc limit 1
    `.execute(store);
    const id = rows[0]?.service_id ?? '';
    return {
      http: () =>
        Promise.all([ask('GET', `/api/services/${id}`), ask('GET', `/api/services/${id}/versions`)]),
      bare: () =>
        sql`
          select * from service_models join models using (project_id, model_id)
          where project_id = ${project_id} and service_id = ${id}
        `.execute(store),
    };
  },
};

/** A name of the usual size: every registry has such, with as many versions in each. */
const namePage: Operation = {
  name: 'the page of a name',
  prepare: async ({ store, project_id, ask }) => {
    const { rows } = await sql<{ model_name: string }>`
      select model_name from model_groups where project_id = ${project_id} and versions between 19 and 20
      order by model_name limit 1
    `.execute(store);
    const name = rows[0]?.model_name ?? '';
    return {
      http: () =>
        Promise.all([
          ask('GET', `/api/names/${name}`),
          ask('GET', `/api/model-groups/${name}/versions`),
          ask('GET', `/api/deletions?name=${name}`),
        ]),
      bare: () =>
        sql`select * from models where project_id = ${project_id} and model_name = ${name}`.execute(store),
    };
  },
};

export const OPERATIONS: readonly Operation[] = [
  list('first page', '', 'true'),
  deepPage,
  list('search of 1 letter', 'search=o', "model_name ilike '%o%'"),
  list('search of 3 letters', 'search=net', "model_name ilike '%net%'"),
  // As many lines at every size, however much is found: what is compared is the finding.
  list('search of 12 letters', 'search=yolo-speech-&limit=2', "model_name ilike '%yolo-speech-%'"),
  list('failed', 'status=failed', "facets @> array['status:failed']"),
  list(
    'failed or building',
    'status=failed&status=building',
    "facets && array['status:failed', 'status:building']",
  ),
  list('in use', 'in_use=yes', "facets @> array['in_use:yes']"),
  list(
    'failed and in use',
    'status=failed&in_use=yes&limit=5',
    "facets @> array[E'status:failed\\tin_use:yes']",
  ),
  list('at least 300 MB', 'size=300MB..', 'largest_size >= 300000000'),
  theVeryLargest,
  list('not created for 40 months', 'created=older-40m', 'earliest_create_at > 0'),
  list('not in the newest 3', 'not_in_newest=3', 'versions > 3'),
  list('of an owner', 'owner=owner-7', "facets @> array['owner:owner-7']"),
  list('protected', 'protected=yes', PROTECTED),
  list('not protected', 'protected=no', `not ${PROTECTED}`),
  list(
    'large, old, unprotected, not in the newest 3',
    'size=100MB..&created=older-12m&protected=no&not_in_newest=3',
    'largest_size >= 100000000 and versions > 3',
  ),
  // From the last name on, as the largest is the first: its versions are looked at one by one, and grow with the registry.
  list('at rest', 'in_use=at-rest&order=desc&limit=5', "facets @> array['in_use:at-rest']"),
  list(
    'a cell of age × use',
    'in_use=no&created=2020-09-14..2023-01-02&order=desc&limit=5',
    "facets @> array['in_use:no']",
  ),
  versionsOfLargest,
  namePage,
  servicesPage,
  servicePage,
  overview,
  cleanup,
  suggested('can go: failed', 'reason=failed'),
  suggested('can go: not in the newest 10', 'reason=not-in-newest'),
  suggested('can go: older than a year', 'reason=old'),
  suggested('can go: names without use', 'reason=idle'),
  figures,
  deletion('delete one', false),
  deletion('cascade of 20', true),
];
