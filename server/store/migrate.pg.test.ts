import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Kysely, PGliteDialect } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { reportReceipt } from '../../core/console-api/deletions/receipt.ts';
import { listActivities } from '../activity/list-activities.ts';
import { readReceipt } from '../receipts/reading/read-receipt.ts';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import { keptFreeSums, scannedFreeSums } from '../testing/fixtures/free-sums.ts';
import { migrate, migrateAsFarAs } from './migrate.ts';
import type { Database } from './schema.ts';

let pglite: PGlite;
let store: Kysely<Database>;

beforeEach(async () => {
  pglite = await PGlite.create({ parsers: { 20: Number, 1700: Number }, extensions: { pg_trgm } });
  store = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
  await migrateAsFarAs(store, ['0001-registry-and-receipts']);
  await pglite.exec(`
    insert into accounts values ('acme', 'acme');
    insert into projects values ('vision', 'acme', 'vision');
  `);
});
afterEach(() => store.destroy());

it('keeps what a receipt of the first edition was settled with', async () => {
  const version = { model_name: 'pose', model_version: '1.0.0', subscribed: false, services: [] };
  const affected = ['a', 'b', 'c'].map((model_id) => ({ model_id, ...version, verdict: 'beyond-limit' }));
  const call = { model_id: 'a', cascade: true, covers: ['a', 'b'] };
  await pglite.exec(`
    insert into deletions values ('vision', 'old', 'console', 'u', 'maria', 1000, 2000, 'halted',
      '${JSON.stringify({ affected, calls: [call] })}', '{"at": 1500, "present": ["b", "c"]}',
      '["pose"]', 'pose', 3, '{}', 0, 'some');
    insert into deletion_calls (project_id, deletion_id, call_number, call, sent_at)
      values ('vision', 'old', 1, '${JSON.stringify(call)}', 1000);
  `);

  await migrate(store);
  const receipt = await readReceipt(store, 'vision', 'old');
  expect(receipt).toMatchObject({ ending: 'halted', reason: null, state: 'ended' });
  expect(receipt.checks).toEqual([{ at: 1500, after_calls: 1, present: ['b', 'c'] }]);
  expect(reportReceipt(receipt).counts).toMatchObject({ left: 2, unknown: 0 });
});

it('begins the log of activities with the deletions that there are, and tells of these no more', async () => {
  await pglite.exec(`
    insert into deletions values
      ('vision', 'one', 'api', 'u', 'maria', 1000, 2000, 'completed', '{"affected": [], "calls": []}', null,
        '["pose"]', 'pose', 3, '{"deleted": 2, "failed": 1}', 0, 'some'),
      ('vision', 'two', 'api', 'u', 'maria', 1000, 1500, 'completed', '{"affected": [], "calls": []}', null,
        '["a", "b"]', 'a b', 2, '{"deleted": 2}', 0, 'all'),
      ('vision', 'open', 'console', 'u', 'maria', 1000, null, null, '{"affected": [], "calls": []}', null,
        '["c"]', 'c', 1, '{"deleted": 0}', 0, 'open');
  `);
  await migrate(store);
  const { activities } = await listActivities(
    store,
    { account_id: 'acme', project_id: 'vision', role: 'viewer' },
    { limit: 10 },
  );
  expect(activities.toReversed()).toMatchObject([
    {
      kind: 'deleted',
      at: 1500,
      actor: 'maria',
      subject: '',
      count: 2,
      facts: { names: ['a', 'b'], deletion_id: 'two' },
    },
    { kind: 'deleted', at: 2000, subject: 'pose', count: 2, facts: { deletion_id: 'one' } },
    { kind: 'refused', at: 2000, subject: 'pose', count: 1, facts: { deletion_id: 'one' } },
  ]);
  const told = await store
    .selectFrom('deletions')
    .select(['deletion_id', 'told'])
    .orderBy('deletion_id')
    .execute();
  expect(told.map((row) => row.told)).toEqual(['ooo', null, 'oo']);
});

it('gives the names of an older registry the sums that a fresh look at their models gives', async () => {
  await pglite.exec(`
    insert into models
    select 'vision', 'id-' || number, (array['pose', 'yolo', 'PoseNet'])[1 + number % 3],
      case when number % 13 = 0 then '1.' || number else '1.0.' || number end, 10000 + number,
      (array['Custom', 'PyTorch'])[1 + number % 2], case when number % 5 = 0 then 'failed' else 'published' end,
      number * 100, '', 'u', 't', 1000 + number, null, '{}'
    from generate_series(1, 40) as number;
    insert into models
    select 'vision', 'copy-' || number, 'pose', '2.0.' || number, 20000 + number, 'Custom', 'failed',
      case when number = 9 then 0 else 700 end, '', 'u', 't', case when number = 3 then 0 else 86400000 * number::bigint end,
      case when number = 5 then 'gallery' end, '{"source_location": "/bucket/model"}'
    from generate_series(1, 60) as number;
    insert into services
    select 'vision', status, status, 'batch', status, 'u', 't', '', 0, 0 from unnest(array['running', 'stopped', 'odd']) as status;
    insert into service_models values ('vision', 'running', 'id-3', 50), ('vision', 'stopped', 'id-3', 50),
      ('vision', 'stopped', 'id-4', 50), ('vision', 'stopped', 'id-15', 50), ('vision', 'odd', 'id-6', 50);
    insert into model_groups
    select 'vision', model_name, count(*), sum(model_size), '{}', '[]', (
        select count(distinct service_id) from service_models join models held using (project_id, model_id)
        where held.model_name = models.model_name
      ), (array_agg(model_version order by create_at desc))[1], max(create_at)
    from models group by model_name;
  `);
  await migrate(store);

  const kept = await sumsOfVision();
  expect(kept.groups.map((group) => group.versions)).toEqual([13, 73, 14]);
  expect(kept.groups[0]?.facets).toContain('status:failed\ttype:PyTorch\tin_use:no');
  expect(kept.totals[0]).toMatchObject({ facet: '', names: 3, versions: 100, model_size: 123_300 });
  expect(kept.totals.find((total) => total.facet === 'status:failed')).toMatchObject({
    names: 3,
    versions: 68,
  });
  expect(kept.totals.filter((total) => /^in_use:/.test(total.facet))).toMatchObject([
    { facet: 'in_use:at-rest', names: 2, versions: 2, model_size: 1_900 },
    { facet: 'in_use:no', names: 3, versions: 96 },
    { facet: 'in_use:running', names: 1, versions: 2, model_size: 900 },
    { facet: 'in_use:yes', names: 2, versions: 4 },
  ]);
  expect(kept.weeks.reduce((sum, { versions }) => sum + versions, 0)).toBe(100);
  const vision = { project_id: 'vision' };
  expect(await keptFreeSums(store, vision)).toEqual(await scannedFreeSums(store, vision));
  await store.transaction().execute((trx) => refreshGroups(trx, 'vision', ['pose', 'yolo', 'PoseNet']));
  expect(await sumsOfVision()).toEqual(kept);
});

async function sumsOfVision() {
  const groups = await store.selectFrom('model_groups').selectAll().orderBy('model_name').execute();
  const totals = await store.selectFrom('project_totals').selectAll().orderBy('facet').execute();
  const weeks = await store
    .selectFrom('name_weeks')
    .selectAll()
    .orderBy('model_name')
    .orderBy('model_type')
    .orderBy('use')
    .orderBy('week')
    .execute();
  const created = await store
    .selectFrom('created_totals')
    .selectAll()
    .orderBy('span')
    .orderBy('facet')
    .orderBy('week')
    .execute();
  return { groups, totals, weeks, created };
}
