import { beforeEach, expect, it } from 'vitest';
import { Blockers } from '../../../core/console-api/models/blockers.ts';
import {
  GroupVersionsPage,
  MatchingVersions,
  ModelGroupPage,
} from '../../../core/console-api/models/model-groups.ts';
import { Overview } from '../../../core/console-api/models/overview.ts';
import { first } from '../../../core/testing/must.ts';
import { type SyncClient, syncClient } from '../../testing/clients/sync-client.ts';
import { heldSums } from '../../testing/fixtures/held-sums.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

let cookie: string;
let sync: SyncClient;
let held: string;
let service_id: string;

beforeEach(async () => {
  [held = ''] = await ctx.registry.createMany('pose', 3);
  await ctx.registry.createMany('yolo', 1);
  service_id = await ctx.registry.deploy('Voice-Gateway', [held]);
  cookie = await ctx.signInToConsole();
  sync = await syncClient(ctx.front, cookie);
  await sync.untilIdle();
});

const ask = async (path: string) => (await ctx.front.http('GET', path, { cookie })).body;
const groups = async (query: string) => ModelGroupPage.parse(await ask(`/api/model-groups?${query}`)).groups;
const blockers = async () => {
  const proof = { cookie, origin: ctx.front.url };
  const answer = await ctx.front.http('POST', '/api/blockers', { ...proof, body: { model_ids: [held] } });
  return Blockers.parse(answer.body).services[held];
};

it('finds just the versions that a service of the remote registry holds', async () => {
  for (const search of ['voice-gateway', service_id.slice(4, 30)]) {
    expect(await groups(`search=${search}`)).toMatchObject([
      { model_name: 'pose', versions: 3, matching: 1 },
    ]);
    const page = GroupVersionsPage.parse(await ask(`/api/model-groups/pose/versions?search=${search}`));
    expect(page.versions.map((version) => version.model_id)).toEqual([held]);
    expect(MatchingVersions.parse(await ask(`/api/matching-versions?search=${search}`)).names).toEqual([
      { model_name: 'pose', model_ids: [held] },
    ]);
  }
});

it('follows a service that is new, among the names that are told to have changed', async () => {
  const [other = ''] = await ctx.registry.createMany('zebra', 1);
  await ctx.registry.deploy('voice-gateway-2', [other]);
  await sync.refresh();
  expect(await groups('search=voice-gateway&names=zebra')).toMatchObject([{ model_name: 'zebra' }]);
  expect(await groups('search=gateway-2&names=pose')).toEqual([]);
});

it('keeps of each service what would be counted, as services and versions come, change and go', async () => {
  const { store } = ctx.front;
  const { project_id } = ctx.project;
  const check = async () => {
    const { kept, counted } = await heldSums(store, project_id);
    expect(kept).toEqual(counted);
    return kept.map((service) => service.held_versions).sort();
  };
  expect(await check()).toEqual([1]);
  const [other = ''] = await ctx.registry.createMany('zebra', 2);
  await ctx.registry.deploy('zoo', [held, other]);
  await sync.refresh();
  expect(await check()).toEqual([1, 2]);

  const remote = ctx.remote.store;
  await remote.updateTable('models').set({ model_size: 4711 }).where('model_id', '=', held).execute();
  await sync.refresh();
  await check();
  expect((await heldSums(store, project_id)).kept.some((service) => service.held_bytes === 4711)).toBe(true);

  // A version that is gone, though services still say that they use it.
  await remote.deleteFrom('service_models').where('model_id', '=', other).execute();
  await ctx.registry.remove(other);
  await sync.refresh();
  expect(await check()).toEqual([1, 1]);
  await ctx.registry.call('DELETE', `/services/${service_id}`);
  await sync.refresh();
  expect(await check()).toEqual([1]);
});

it('tells a version that only a stopped service holds from one that runs, and follows it back', async () => {
  const set = (status: string) =>
    ctx.remote.store.updateTable('services').set({ status }).where('service_id', '=', service_id).execute();
  const found = async () => {
    const counts = ['yes', 'running', 'at-rest', 'no'].map(async (use) => {
      const page = ModelGroupPage.parse(await ask(`/api/model-groups?in_use=${use}`));
      return page.total.versions;
    });
    const { ages, at_rest } = Overview.parse(await ask('/api/overview'));
    return {
      counts: await Promise.all(counts),
      cell: first(ages).uses['at-rest'].versions,
      tile: at_rest.versions,
    };
  };
  expect(await found()).toEqual({ counts: [1, 1, 0, 3], cell: 0, tile: 0 });
  await set('stopped');
  await sync.refresh();
  expect(await found()).toEqual({ counts: [1, 0, 1, 3], cell: 1, tile: 1 });
  // What no service is known to be in counts as running: it may be.
  await set('levitating');
  await sync.refresh();
  expect(await found()).toEqual({ counts: [1, 1, 0, 3], cell: 0, tile: 0 });
});

it('names an owner who signed in here, and tells of others what the registry tells', async () => {
  const { user_id } = ctx.project.operator;
  const known = { service_name: 'Voice-Gateway', owner: user_id, owner_name: 'operator' };
  expect(await blockers()).toMatchObject([known]);
  const page = GroupVersionsPage.parse(await ask('/api/model-groups/pose/versions?in_use=yes'));
  expect(page.versions[0]?.services).toMatchObject([known]);

  const published = { publish_at: '1600000000000', status: 'running' };
  ctx.proxy.respond = ({ url }, outgoing) => {
    if (!url.includes('/services?')) return undefined;
    const services = [
      { service_id: 'a', service_name: 'a', owner: 'somebody', ...published },
      { service_id: 'b', service_name: 'b', owner: 7, publish_at: { odd: true } },
    ];
    return outgoing.writeHead(200).end(JSON.stringify({ services }));
  };
  expect(await blockers()).toMatchObject([
    { owner: 'somebody', owner_name: '', publish_at: 1_600_000_000_000 },
    { owner: '', owner_name: '', publish_at: 0 },
  ]);
});
