import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { OpenRegistry } from './open-registry.ts';
import { type Operation, PROTECTED } from './operation.ts';

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

export function deletion(name: string, cascade: boolean): Operation {
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
