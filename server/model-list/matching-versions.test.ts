import { describe, expect, it } from 'vitest';
import { MatchingVersions } from '../../core/console-api/models/model-groups.ts';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

const ask = (query: string, token = ctx.project.operator.token) =>
  ctx.gateway.http('GET', `/api/matching-versions${query}`, { token });
const found = async (query: string) => MatchingVersions.parse((await ask(query)).body).names;

describe('everything that a filter finds', () => {
  it('is told by name, in the order of the names, each with the ids that match', async () => {
    const net = await ctx.registry.createMany('posenet', 2);
    const pose = await ctx.registry.createMany('pose', 3);
    await ctx.registry.createMany('yolo', 1);
    await ctx.registry.deploy('gateway', [pose[1]]);
    expect(await found('?search=POSE')).toEqual([
      { model_name: 'pose', model_ids: pose },
      { model_name: 'posenet', model_ids: net },
    ]);
    expect(await found('?in_use=yes')).toEqual([{ model_name: 'pose', model_ids: [pose[1]] }]);
    expect(await found('?search=nothing-like-it')).toEqual([]);
    expect(await found('')).toHaveLength(3);
  });

  it('can be asked by a viewer, and never shows another project', async () => {
    await ctx.registry.createMany('pose', 1);
    expect((await ask('', ctx.project.viewer.token)).status).toBe(200);
    const stranger = await ctx.gateway.newProject();
    const answer = await ask('', stranger.operator.token);
    expect(MatchingVersions.parse(answer.body).names).toEqual([]);
  });

  it('may have any of several statuses, told together or one by one', async () => {
    const [first, second, third] = await ctx.registry.createMany('pose', 3);
    const setStatus = (model_id: string, model_status: string) =>
      ctx.gateway.store
        .updateTable('models')
        .set({ model_status })
        .where('model_id', '=', model_id)
        .execute();
    await setStatus(first, 'failed');
    await setStatus(second, 'building_failed');
    const { project_id } = ctx.project;
    await ctx.gateway.store.transaction().execute((trx) => refreshGroups(trx, project_id, ['pose']));
    expect(await found('?status=failed&status=building_failed')).toEqual([
      { model_name: 'pose', model_ids: [first, second] },
    ]);
    expect(await found('?status=published')).toEqual([{ model_name: 'pose', model_ids: [third] }]);
  });

  it('refuses a filter that it does not know', async () => {
    expect((await ask('?status=levitating')).status).toBe(400);
    expect((await ask('?status=failed&status=levitating')).status).toBe(400);
    expect((await ask('?cursor=x')).status).toBe(400);
  });
});
