import { type RawBuilder, sql } from 'kysely';
import { refreshGroups } from '../../server/registry/groups/refresh-groups.ts';
import { refreshHeld } from '../../server/registry/services/refresh-held.ts';
import type { Store, StoreTransaction } from '../../server/store/schema.ts';

/** How large a registry is made. Every other name has as many versions as any other; one service for 40, if not told. */
export type RegistrySize = { versions: number; names: number; largest: number; services?: number };

/** Words that names are made of, so that a search finds some of them and not others. */
const WORDS = [
  ...['bert', 'resnet', 'posenet', 'speech', 'yolo', 'mobilenet', 'whisper', 'vision', 'fraud', 'demand'],
  ...[
    'squeezenet',
    'invoice',
    'ranking',
    'toxicity',
    'emotion',
    'handpose',
    'face',
    'segment',
    'caption',
    'gpt',
  ],
];

/** The name with the `largest` number of versions. */
export const LARGEST_NAME = 'aaa-largest-of-all';

/**
 * Fills a project with made-up models: the same size gives the same names, versions, sizes and times, so that two
 * databases can be compared. One version in fifty is not published, one in forty is used by a service, of which one in ten
 * is stopped.
 */
export async function fillRegistry(store: Store, project_id: string, size: RegistrySize): Promise<void> {
  const { versions, services = Math.ceil(size.versions / 40) } = size;
  const [names, largest] = [sql.lit(size.names), sql.lit(size.largest)];
  const word = (place: RawBuilder<unknown>) =>
    sql`(array[${sql.join(WORDS.map((text) => sql.lit(text)))}])[1 + ${place} % ${sql.lit(WORDS.length)}]`;
  await store.transaction().execute(async (trx) => {
    const indexes = await dropIndexes(trx);
    await sql`
      insert into models (
        project_id, model_id, model_name, model_version, version_rank, model_type, model_status, model_size,
        description, owner, tenant, create_at, subscription_id, detail
      )
      select
        ${project_id}, md5('model' || number)::uuid::text, name,
        (place / 10000 % 100) || '.' || (place / 100 % 100) || '.' || (place % 100), place,
        (array['TensorFlow', 'PyTorch', 'Custom', 'Image'])[1 + number % 4],
        case when (number / 7 + number) % 50 = 7 then 'failed' else 'published' end,
        1000000 + abs(hashtext('size' || number)) % 400000000,
        '', 'owner-' || abs(hashtext('owner' || number)) % 50, 'bench', 1600000000000 + place * 86400000::bigint + number % 86400000, null, '{}'
      from (
        select number, ${LARGEST_NAME} as name, number as place
        from generate_series(0, ${largest} - 1) as number
        union all
        select
          number,
          ${word(sql`nth`)} || '-' || ${word(sql`(nth / 20)`)} || '-' || lpad(nth::text, 6, '0'),
          (number - ${largest}) / ${names}
        from generate_series(${largest}, ${sql.lit(versions)} - 1) as number,
          lateral (select (number - ${largest}) % ${names} as nth) as name_of
      ) as made
    `.execute(trx);
    await sql`
      insert into services
      select ${project_id}, 'service-' || number, 'service-' || number, 'real-time',
        case when number % 10 = 0 then 'stopped' else 'running' end, 'bench', 'bench', '', 0, 0
      from generate_series(1, ${services}) as number
    `.execute(trx);
    await sql`
      insert into service_models
      select ${project_id}, 'service-' || row_number() over (order by model_id), model_id, 100
      from models where project_id = ${project_id} and abs(hashtext(model_id)) % 40 = 0
      limit ${services}
    `.execute(trx);
    const deployed = await trx
      .selectFrom('services')
      .select('service_id')
      .where('project_id', '=', project_id)
      .execute();
    await refreshHeld(
      trx,
      project_id,
      deployed.map((row) => row.service_id),
    );
    await sql`
      insert into protections (project_id, model_name, model_id, model_version, note, user_id, user_name, created_at)
      select project_id, model_name, case when number % 100 = 0 then model_id else '' end, model_version, '', '', '', 0
      from (select *, row_number() over (order by model_id) as number from models where project_id = ${project_id}) as models
      where number % 50 = 0
      on conflict do nothing
    `.execute(trx);
    const made = await trx
      .selectFrom('models')
      .select('model_name')
      .distinct()
      .where('project_id', '=', project_id)
      .execute();
    await refreshGroups(
      trx,
      project_id,
      made.map((row) => row.model_name),
    );
    for (const index of indexes) await sql.raw(index).execute(trx);
  });
  await sql`vacuum (analyze)`.execute(store);
}

/** Indexes are made many times faster of all rows than row by row. Answers what makes them again. */
async function dropIndexes(trx: StoreTransaction): Promise<string[]> {
  const { rows } = await sql<{ indexname: string; indexdef: string }>`
    select indexname, indexdef from pg_indexes
    where schemaname = current_schema() and tablename in ('models', 'model_groups') and indexdef not like '% UNIQUE %'
  `.execute(trx);
  for (const { indexname } of rows) await sql`drop index ${sql.ref(indexname)}`.execute(trx);
  await sql`set local maintenance_work_mem = '256MB'`.execute(trx);
  return rows.map((row) => row.indexdef);
}
