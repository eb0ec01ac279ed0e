import { beforeEach, expect, it } from 'vitest';
import { Blockers } from '../../../core/console-api/blockers.ts';
import {
  GroupVersionsPage,
  MatchingVersions,
  ModelGroupPage,
} from '../../../core/console-api/model-groups.ts';
import { type MirrorClient, mirrorClient } from '../../testing/clients/sync-client.ts';
import { stageRemote } from '../../testing/setup/use-test-remote.ts';

const at = stageRemote();

let cookie: string;
let mirror: MirrorClient;
let held: string;
let service_id: string;

beforeEach(async () => {
  [held = ''] = await at.registry.createMany('pose', 3);
  await at.registry.createMany('yolo', 1);
  service_id = await at.registry.deploy('Voice-Gateway', [held]);
  cookie = await at.comeIn();
  mirror = await mirrorClient(at.front, cookie);
  await mirror.settled();
});

const ask = async (path: string) => (await at.front.http('GET', path, { cookie })).body;
const groups = async (query: string) => ModelGroupPage.parse(await ask(`/api/model-groups?${query}`)).groups;
const blockers = async () => {
  const proof = { cookie, origin: at.front.url };
  const answer = await at.front.http('POST', '/api/blockers', { ...proof, body: { model_ids: [held] } });
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
  const [other = ''] = await at.registry.createMany('zebra', 1);
  await at.registry.deploy('voice-gateway-2', [other]);
  await mirror.refresh();
  expect(await groups('search=voice-gateway&names=zebra')).toMatchObject([{ model_name: 'zebra' }]);
  expect(await groups('search=gateway-2&names=pose')).toEqual([]);
});

it('names an owner who signed in here, and tells of others what the registry tells', async () => {
  const { user_id } = at.project.operator;
  const known = { service_name: 'Voice-Gateway', owner: user_id, owner_name: 'operator' };
  expect(await blockers()).toMatchObject([known]);
  const page = GroupVersionsPage.parse(await ask('/api/model-groups/pose/versions?in_use=yes'));
  expect(page.versions[0]?.services).toMatchObject([known]);

  const published = { publish_at: '1600000000000', status: 'running' };
  at.between.respond = ({ url }, outgoing) => {
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
