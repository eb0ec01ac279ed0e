import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MatchingVersions } from '../../core/console/model-groups.ts';
import { type RegistryClient, registryClient } from '../testing/registry-client.ts';
import { startGateway, type TestGateway, type TestProject } from '../testing/start-gateway.ts';

let gateway: TestGateway;
let project: TestProject;
let registry: RegistryClient;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  project = await gateway.newProject();
  registry = registryClient(gateway, project);
});

const ask = (query: string, token = project.operator.token) =>
  gateway.http('GET', `/api/matching-versions${query}`, { token });
const found = async (query: string) => MatchingVersions.parse((await ask(query)).body).names;

describe('everything that a filter finds', () => {
  it('is told by name, in the order of the names, each with the ids that match', async () => {
    const net = await registry.createMany('posenet', 2);
    const pose = await registry.createMany('pose', 3);
    await registry.createMany('yolo', 1);
    await registry.deploy('gateway', [pose[1] ?? '']);
    expect(await found('?search=POSE')).toEqual([
      { model_name: 'pose', model_ids: pose },
      { model_name: 'posenet', model_ids: net },
    ]);
    expect(await found('?in_use=yes')).toEqual([{ model_name: 'pose', model_ids: [pose[1]] }]);
    expect(await found('?search=nothing-like-it')).toEqual([]);
    expect(await found('')).toHaveLength(3);
  });

  it('can be asked by a viewer, and never shows another project', async () => {
    await registry.createMany('pose', 1);
    expect((await ask('', project.viewer.token)).status).toBe(200);
    const stranger = await gateway.newProject();
    const answer = await ask('', stranger.operator.token);
    expect(MatchingVersions.parse(answer.body).names).toEqual([]);
  });

  it('refuses a filter that it does not know', async () => {
    expect((await ask('?status=levitating')).status).toBe(400);
    expect((await ask('?cursor=x')).status).toBe(400);
  });
});
