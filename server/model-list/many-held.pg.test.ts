import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { MatchingVersions, ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import type { StoreTransaction } from '../store/schema.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

it('a search for a service is right also where it holds more than can be told', async () => {
  const { project_id, viewer } = ctx.project;
  await ctx.registry.create('name-2', '90.0.0');
  await ctx.gateway.store.transaction().execute((trx) => holdMany(trx, project_id));
  const found = async (path: string) =>
    (await ctx.gateway.http('GET', `${path}?search=zoo-keep`, { token: viewer.token })).body;
  const { groups } = ModelGroupPage.parse(await found('/api/model-groups'));
  expect(groups.map(({ model_name, matching }) => [model_name, matching])).toEqual([
    ['name-0', 3334],
    ['name-1', 3334],
    ['name-2', 3333],
  ]);
  const { names } = MatchingVersions.parse(await found('/api/matching-versions'));
  expect(names.map(({ model_ids }) => model_ids.length)).toEqual([3334, 3334, 3333]);
  expect(names.flatMap(({ model_ids }) => model_ids).every((id) => id.startsWith('held-'))).toBe(true);
});

/** One more version than can be told, of three names, all held by one service. */
async function holdMany(trx: StoreTransaction, project_id: string): Promise<void> {
  await sql`
    insert into models (
      project_id, model_id, model_name, model_version, version_rank, model_type, model_status, model_size,
      description, owner, tenant, create_at, subscription_id, detail
    )
    select ${project_id}, 'held-' || n, 'name-' || n % 3, '1.' || n / 100 || '.' || n % 100, n, 'Custom',
      'published', 1, '', '', '', n, null, '{}'
    from generate_series(0, 10000) as n
  `.execute(trx);
  await sql`
    insert into services (
      project_id, service_id, service_name, infer_type, status, owner, tenant, description, publish_at, transition_at
    )
    values (${project_id}, 'all', 'zoo-keeper', 'batch', 'running', '', '', '', 0, 0)
  `.execute(trx);
  await sql`
    insert into service_models
    select project_id, 'all', model_id, 1 from models where project_id = ${project_id} and model_id like 'held-%'
  `.execute(trx);
  // What has no statistics yet is joined row by row, which takes ten seconds.
  await sql`analyze models, service_models`.execute(trx);
  await refreshGroups(trx, project_id, ['name-0', 'name-1', 'name-2']);
}
