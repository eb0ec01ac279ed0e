import { afterAll, beforeAll, expect, it } from 'vitest';
import { ModelGroupPage } from '../../../core/console-api/models/model-groups.ts';
import { registryClient } from '../../testing/clients/registry-client.ts';
import { keptFreeSums, scannedFreeSums } from '../../testing/fixtures/free-sums.ts';
import { startGateway, type TestGateway } from '../../testing/setup/start-gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

it('counts every version when several of one new name are created at the same time', async () => {
  const project = await gateway.newProject();
  const registry = registryClient(gateway, project);
  const create = (model_version: string) =>
    registry.call('POST', '/models', {
      model_name: 'pose',
      model_version,
      model_type: 'Custom',
      source_location: '/x',
    });
  const versions = Array.from({ length: 12 }, (_, index) => `1.0.${index}`);
  const answers = await Promise.all(versions.map(create));
  expect(answers.map((answer) => answer.status)).toEqual(versions.map(() => 200));

  const page = await gateway.http('GET', '/api/model-groups', { token: project.viewer.token });
  expect(ModelGroupPage.parse(page.body).groups).toMatchObject([{ model_name: 'pose', versions: 12 }]);
});

it('stays true while versions of one name are created and deleted at the same time', async () => {
  const project = await gateway.newProject();
  const registry = registryClient(gateway, project);
  const ids = await registry.createMany('pose', 6);
  const created = ['2.0.0', '2.0.1', '2.0.2', '2.0.3'].map((version) => registry.create('pose', version));
  await Promise.all([...created, ...ids.map((id) => registry.remove(id))]);

  const page = await gateway.http('GET', '/api/model-groups', { token: project.viewer.token });
  expect(ModelGroupPage.parse(page.body).groups).toMatchObject([{ model_name: 'pose', versions: 4 }]);
  expect(await keptFreeSums(gateway.store, project)).toEqual(await scannedFreeSums(gateway.store, project));
});
