import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import {
  GroupVersionsPage,
  MatchingVersions,
  ModelGroupPage,
} from '../../core/console-api/models/model-groups.ts';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import type { StoreTransaction } from '../store/schema.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

const ask = (path: string, token = ctx.project.viewer.token) => ctx.gateway.http('GET', path, { token });
const groups = async (search: string, token?: string) => {
  const { body } = await ask(`/api/model-groups?search=${encodeURIComponent(search)}`, token);
  return ModelGroupPage.parse(body).groups.map(({ model_name, matching }) => [model_name, matching]);
};
const versions = async (name: string, search: string) => {
  const { body } = await ask(`/api/model-groups/${name}/versions?search=${search}`);
  return GroupVersionsPage.parse(body).versions.map((version) => version.model_id);
};
const matching = async (search: string) =>
  MatchingVersions.parse((await ask(`/api/matching-versions?search=${search}`)).body).names;

describe('a search for a service', () => {
  it('finds just the versions that it holds, by a part of its name in any case or of its id', async () => {
    const pose = await ctx.registry.createMany('pose', 4);
    const yolo = await ctx.registry.createMany('yolo', 2);
    await ctx.registry.create('other', '1.0.0');
    const held = [pose[1], pose[3], yolo[0]];
    const id = await ctx.registry.deploy('voice-gateway', held);
    for (const search of ['voice-gateway', 'ICE-GATE', id, id.slice(2, 20).toUpperCase()]) {
      expect(await groups(search), search).toEqual([
        ['pose', 2],
        ['yolo', 1],
      ]);
      expect(await versions('pose', search), search).toEqual([pose[3], pose[1]]);
      expect(await matching(search), search).toEqual([
        { model_name: 'pose', model_ids: [pose[1], pose[3]] },
        { model_name: 'yolo', model_ids: [yolo[0]] },
      ]);
    }
  });

  it('takes letters for themselves, and one that is very short for the whole of a name', async () => {
    const [held] = await ctx.registry.createMany('pose', 2);
    await ctx.registry.deploy('a_b', [held]);
    await ctx.registry.deploy('QA', [held]);
    expect(await groups('a_b')).toEqual([['pose', 1]]);
    expect(await groups('a%b')).toEqual([]);
    expect(await groups('QA')).toEqual([['pose', 1]]);
    expect(await groups('Q')).toEqual([]);
  });

  it('finds every version of a name that is found itself, and is narrowed by all else as ever', async () => {
    const pose = await ctx.registry.createMany('pose-net', 3);
    const [held] = await ctx.registry.createMany('yolo', 2);
    await ctx.registry.deploy('pose-coach', [pose[0], held]);
    expect(await groups('pose')).toEqual([
      ['pose-net', 3],
      ['yolo', 1],
    ]);
    const { body } = await ask('/api/model-groups?search=pose&in_use=yes');
    expect(ModelGroupPage.parse(body).total).toMatchObject({ names: 2, versions: 2 });
    const none = await ask('/api/model-groups?search=pose-coach&in_use=no');
    expect(ModelGroupPage.parse(none.body).groups).toEqual([]);
  });

  it('forgets a service that has ended, and never looks into another project', async () => {
    const [held] = await ctx.registry.createMany('pose', 2);
    const id = await ctx.registry.deploy('voice-gateway', [held]);
    const stranger = await ctx.gateway.newProject();
    expect(await groups('voice-gateway', stranger.viewer.token)).toEqual([]);
    await ctx.registry.call('DELETE', `/services/${id}`);
    expect(await groups('voice-gateway')).toEqual([]);
  });

  it('is right also where services hold more than can be told', async () => {
    const { project_id } = ctx.project;
    await ctx.registry.create('name-2', '90.0.0');
    await ctx.gateway.store.transaction().execute((trx) => holdMany(trx, project_id));
    expect(await groups('zoo-keep')).toEqual([
      ['name-0', 3334],
      ['name-1', 3334],
      ['name-2', 3333],
    ]);
    const told = await matching('zoo-keep');
    expect(told.map(({ model_ids }) => model_ids.length)).toEqual([3334, 3334, 3333]);
    expect(told.flatMap(({ model_ids }) => model_ids).every((id) => id.startsWith('held-'))).toBe(true);
  });
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
