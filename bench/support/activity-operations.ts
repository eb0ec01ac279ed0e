import { sql } from 'kysely';
import { writeCursor } from '../../server/http/cursor.ts';
import type { OpenRegistry } from './open-registry.ts';
import type { Operation } from './operation.ts';

/** As many activities as there are versions, by twenty people in seven kinds; one in a thousand was refused. */
async function fillLog({ store, project_id }: OpenRegistry): Promise<void> {
  await sql`
    insert into activities (account_id, project_id, at, kind, actor_id, actor, subject, subject_id, count, facts)
    select
      account_id, project_id, create_at,
      case when number % 1000 = 0 then 'refused'
        else (array['created', 'created', 'deleted', 'imported', 'service-deployed', 'service-gone'])[1 + number % 6] end,
      'u', 'person-' || number % 20, model_name, '', 1, '{}'
    from (select *, row_number() over (order by create_at) as number from models where project_id = ${project_id}) as made
      join projects using (project_id)
    where not exists (select from activities)
    order by number
  `.execute(store);
  await sql`analyze activities`.execute(store);
}

/** A read of the log, and the statement that finds the newest of it. */
function log(name: string, queryOf: (newest: number) => string, condition = 'true'): Operation {
  return {
    name: `activity, ${name}`,
    prepare: async (registry) => {
      const { store, ask } = registry;
      await fillLog(registry);
      const { rows } = await sql<{
        newest: number;
      }>`select max(activity_id) as newest from activities`.execute(store);
      const query = queryOf(rows[0]?.newest ?? 0);
      return {
        http: () => ask('GET', `/api/activity?${query}`),
        bare: () =>
          sql`select * from activities where ${sql.raw(condition)} order by activity_id desc limit 51`.execute(
            store,
          ),
      };
    },
  };
}

export const ACTIVITY_OPERATIONS: readonly Operation[] = [
  log('first page', () => ''),
  log('page 100', (newest) => `cursor=${writeCursor(['activities', newest - 5_000])}`),
  // As many lines at every size, however long the log is.
  log(
    'one kind and person',
    () => 'kind=refused&person=person-0&limit=5',
    `kind = 'refused' and actor = 'person-0'`,
  ),
  log('one name', () => 'name=aaa-largest-of-all', `subject = 'aaa-largest-of-all'`),
];
