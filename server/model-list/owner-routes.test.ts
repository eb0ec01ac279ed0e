import { expect, it } from 'vitest';
import { Blockers } from '../../core/console-api/models/blockers.ts';
import { GroupVersionsPage } from '../../core/console-api/models/model-groups.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

const named = (owners: string[]) =>
  ctx.gateway.http('POST', '/api/owner-names', { token: ctx.project.viewer.token, body: { owners } });

it('names the people of the account, and nobody else', async () => {
  const stranger = await ctx.gateway.newProject();
  const { operator, viewer } = ctx.project;
  const answer = await named([operator.user_id, viewer.user_id, stranger.operator.user_id, 'nobody', '']);
  expect(answer.body).toEqual({ names: { [operator.user_id]: 'operator', [viewer.user_id]: 'viewer' } });
  expect((await named([])).status).toBe(400);
});

it('tells of a service who published it and when, to the console and to no client of ModelArts', async () => {
  const before = Date.now();
  const [used] = await ctx.registry.createMany('pose', 1);
  await ctx.registry.deploy('camera', [used]);
  const { token, user_id } = ctx.project.operator;
  const body = { model_ids: [used] };
  const checked = Blockers.parse(
    (await ctx.gateway.http('POST', '/api/blockers', { token, body })).body,
  ).services;
  const listed = GroupVersionsPage.parse(
    (await ctx.gateway.http('GET', '/api/model-groups/pose/versions', { token })).body,
  ).versions;
  for (const service of [checked[used]?.[0], listed[0]?.services[0]]) {
    expect(service).toMatchObject({ service_name: 'camera', owner: user_id, owner_name: 'operator' });
    expect(service?.publish_at).toBeGreaterThanOrEqual(before);
  }
  for (const path of ['/services', `/models/${used}`, '/models']) {
    expect(JSON.stringify((await ctx.registry.call('GET', path)).body)).not.toContain('owner_name');
  }
});

it('tells nothing of an owner whom it does not know but the id', async () => {
  const [used] = await ctx.registry.createMany('pose', 1);
  const service_id = await ctx.registry.deploy('camera', [used]);
  const stranger = await ctx.gateway.newProject();
  const { store } = ctx.gateway;
  for (const owner of [stranger.operator.user_id, 'gone', '']) {
    await store.updateTable('services').set({ owner }).where('service_id', '=', service_id).execute();
    const { token } = ctx.project.operator;
    const answer = await ctx.gateway.http('POST', '/api/blockers', { token, body: { model_ids: [used] } });
    expect(Blockers.parse(answer.body).services[used]).toMatchObject([{ owner, owner_name: '' }]);
  }
});
