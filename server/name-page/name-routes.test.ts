import { expect, it } from 'vitest';
import { MAX_TIMELINE, NamePage } from '../../core/console-api/models/name-page.ts';
import { insertModels } from '../registry/models/insert-models.ts';
import { CONFORMANCE } from '../testing/fixtures/conformance.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

const read = async (name: string, token = ctx.project.viewer.token) =>
  NamePage.parse((await ctx.gateway.http('GET', `/api/names/${name}`, { token })).body);

it('tells a name by all of its versions, and of exactly this name', async () => {
  const ids = await ctx.registry.createMany('pose', 3);
  await ctx.registry.create('posenet', '1.0.0');
  const service_id = await ctx.registry.deploy('voice-gateway', [ids[1]]);
  const { group, newest, owners } = await read('pose');
  expect(group).toMatchObject({ model_name: 'pose', versions: 3, services: 1 });
  expect(new Set(newest.map((version) => version.model_id))).toEqual(new Set(ids));
  expect(newest.find((version) => version.model_id === ids[1])?.services).toEqual([
    { service_id, service_name: 'voice-gateway', status: 'running' },
  ]);
  const { user_id, name } = ctx.project.operator;
  expect(owners).toEqual([{ owner: user_id, owner_name: name }]);
});

it('has nothing of a name that is gone, or of another project', async () => {
  const [id] = await ctx.registry.createMany('pose', 1);
  const stranger = await ctx.gateway.newProject();
  expect(await read('pose', stranger.viewer.token)).toEqual({ group: null, newest: [], owners: [] });
  await ctx.registry.remove(id);
  expect(await read('pose')).toEqual({ group: null, newest: [], owners: [] });
});

it('tells the newest of very many versions, and how many there are', async () => {
  const { project_id } = ctx.project;
  const [model] = CONFORMANCE.registry.models;
  if (!model) throw new Error('The contract has no model.');
  const many = Array.from({ length: MAX_TIMELINE + 1 }, (_, place) => ({
    ...model,
    model_id: `m-${place}`,
    model_name: 'many',
    model_version: `1.${Math.floor(place / 100)}.${place % 100}`,
    create_at: place,
  }));
  await ctx.gateway.store.transaction().execute((trx) => insertModels(trx, project_id, many));
  const { group, newest } = await read('many');
  expect(group?.versions).toBe(MAX_TIMELINE + 1);
  expect(newest.map((version) => version.create_at)).toEqual(
    Array.from({ length: MAX_TIMELINE }, (_, place) => MAX_TIMELINE - place),
  );
});
