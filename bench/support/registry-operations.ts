import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { writeCursor } from '../../server/model-list/cursor.ts';
import { LARGEST_NAME } from './fill-registry.ts';
import type { OpenRegistry } from './open-registry.ts';

/** Something that is timed: over HTTP, and as the bare SQL that does the same. */
type Run = { http: () => Promise<unknown>; bare: () => Promise<unknown> };
export type Operation = {
  name: string;
  isCascade?: boolean;
  prepare: (registry: OpenRegistry) => Promise<Run>;
};

const PAGE = 51;

const PROTECTED = `exists (
  select from protections
  where protections.project_id = model_groups.project_id and protections.model_name = model_groups.model_name
)`;

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

/** Names with twenty versions that no service uses and nothing protects, each to be deleted once; half of them over HTTP. */
export async function freeNames({
  store,
  project_id,
}: OpenRegistry): Promise<() => { model_name: string; ids: string[] }> {
  const { rows } = await sql<{ model_name: string; ids: string[] }>`
    select model_name, array_agg(model_id) as ids from models
    where project_id = ${project_id} and model_name in (
      select model_name from model_groups
      where project_id = ${project_id} and versions between 19 and 20 and not facets @> array['in_use:yes']
        and not ${sql.raw(PROTECTED)}
      order by model_name desc limit 400
    )
    group by model_name
  `.execute(store);
  return () => {
    const next = rows.pop();
    if (!next) throw new Error('There are no more names to delete: ask for fewer rounds.');
    return next;
  };
}

function deletion(name: string, cascade: boolean): Operation {
  return {
    name,
    isCascade: cascade,
    prepare: async (registry) => {
      const next = await freeNames(registry);
      return {
        http: () =>
          registry.ask('DELETE', `/v1/${registry.project_id}/models/${next().ids[0]}?cascade=${cascade}`),
        bare: () => {
          const { model_name, ids } = next();
          return deleteBarely(registry, model_name, cascade ? ids : ids.slice(0, 1));
        },
      };
    },
  };
}

/**
 * The least that keeps the same tables true: the models, the name's sums, the totals, a receipt with its call, and a line of
 * the activity.
 */
async function deleteBarely({ store, project_id }: OpenRegistry, name: string, ids: string[]): Promise<void> {
  const deletion_id = randomUUID();
  await store.transaction().execute(async (trx) => {
    await sql`select * from model_groups where project_id = ${project_id} and model_name = ${name} for update`.execute(
      trx,
    );
    await sql`select * from models where project_id = ${project_id} and model_id = any (${ids}::text[])`.execute(
      trx,
    );
    await sql`select model_id from service_models where project_id = ${project_id} and model_id = any (${ids}::text[])`.execute(
      trx,
    );
    await sql`
      insert into deletions (
        project_id, deletion_id, source, user_id, user_name, created_at, plan, model_names, search_text, planned, counts,
        unexpected, result
      )
      values (${project_id}, ${deletion_id}, 'api', 'bench', 'bench', 0, '{}', '[]', '', 0, '{}', 0, 'all')
    `.execute(trx);
    await sql`
      insert into deletion_calls (project_id, deletion_id, call_number, call, sent_at)
      values (${project_id}, ${deletion_id}, 1, '{}', 0)
    `.execute(trx);
  });
  await store.transaction().execute(async (trx) => {
    await sql`delete from models where project_id = ${project_id} and model_id = any (${ids}::text[])`.execute(
      trx,
    );
    for (const table of ['model_groups', 'name_weeks', 'free_days']) {
      await sql`
        delete from ${sql.table(table)} where project_id = ${project_id} and model_name = ${name}
      `.execute(trx);
    }
    await sql`update project_totals set versions = versions - 20 where project_id = ${project_id} and facet = ''`.execute(
      trx,
    );
    await sql`
      update created_totals set versions = versions - 20
      where (project_id, span, facet, week) in (
        select project_id, span, facet, week from created_totals
        where project_id = ${project_id} and span = 1 and facet = 'in_use:no' limit 1
      )
    `.execute(trx);
    await sql`
      update free_totals set versions = versions - 20
      where project_id = ${project_id} and kind = 'place' and span = 1 and at = 1
    `.execute(trx);
  });
  await store.transaction().execute(async (trx) => {
    await sql`
      update deletion_calls set status = 200, answered_at = 0
      where project_id = ${project_id} and deletion_id = ${deletion_id}
    `.execute(trx);
    await sql`
      insert into activities (account_id, project_id, at, kind, actor_id, actor, subject, subject_id, count, facts)
      select account_id, project_id, 0, 'deleted', 'bench', 'bench', ${name}, '', ${ids.length}, '{}'
      from projects where project_id = ${project_id}
    `.execute(trx);
    await sql`update deletions set ended_at = 0 where project_id = ${project_id} and deletion_id = ${deletion_id}`.execute(
      trx,
    );
  });
}

/** The home of a project, and the least that tells the same: what there is in all, and the largest names. */
const overview: Operation = {
  name: 'overview',
  prepare: async ({ store, project_id, ask }) => ({
    http: () => ask('GET', '/api/overview'),
    bare: async () => {
      await sql`select * from project_totals where project_id = ${project_id} and facet = ''`.execute(store);
      await sql`
        select * from model_groups where project_id = ${project_id} order by model_size desc limit 10
      `.execute(store);
    },
  }),
};

/** How much can go, and the least that tells as much of one reason. */
const cleanup: Operation = {
  name: 'what can go',
  prepare: async ({ store, project_id, ask }) => ({
    http: () => ask('GET', '/api/cleanup'),
    bare: () =>
      sql`
        select sum(versions), sum(model_size) from free_totals
        where project_id = ${project_id} and kind = 'place' and at > 10
      `.execute(store),
  }),
};

/** A page of what can go for a reason, the largest first, and that of all versions. */
function suggested(name: string, query: string): Operation {
  return {
    name,
    prepare: async ({ store, project_id, ask }) => ({
      http: () => ask('GET', `/api/cleanup/versions?${query}`),
      bare: () =>
        sql`
          select * from models where project_id = ${project_id}
          order by model_size desc, model_id desc limit ${PAGE}
        `.execute(store),
    }),
  };
}

/** What Prometheus asks for, and the least that tells how many versions there are. */
const figures: Operation = {
  name: 'figures',
  prepare: async ({ store, ask }) => ({
    http: () => ask('GET', '/metrics'),
    bare: () => sql`select sum(versions) from project_totals where facet = ''`.execute(store),
  }),
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
