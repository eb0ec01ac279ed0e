import { sql } from 'kysely';
import { type Operation, PAGE } from './operation.ts';

/** The home of a project, and the least that tells the same: what there is in all, and the largest names. */
export const overview: Operation = {
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
export const cleanup: Operation = {
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
export function suggested(name: string, query: string): Operation {
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
export const figures: Operation = {
  name: 'figures',
  prepare: async ({ store, ask }) => ({
    http: () => ask('GET', '/metrics'),
    bare: () => sql`select sum(versions) from project_totals where facet = ''`.execute(store),
  }),
};
