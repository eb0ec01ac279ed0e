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

describe('the filters', () => {
  it.each([
    ['size=500', 'two sizes with .. between'],
    ['size=..', '500MB..2GB'],
    ['size=2GB..1GB', '500MB..'],
    ['size=big..', '500MB..'],
    ['created=last-0d', 'last-90d'],
    ['created=older-6', 'last-90d or older-6m'],
    ['created=soon', '2026-06-01..2026-08-24'],
    ['not_in_newest=0', 'not_in_newest'],
    ['not_in_newest=51', 'not_in_newest'],
    ['not_in_newest=three', 'a whole number'],
    ['protected=perhaps', 'protected'],
    ['owner=', 'owner'],
  ])('%s is refused, with what would be right', async (query, hint) => {
    for (const path of ['/api/model-groups', '/api/model-groups/pose/versions', '/api/matching-versions']) {
      const { token } = ctx.project.viewer;
      const { status, body } = await ctx.gateway.http('GET', `${path}?${query}`, { token });
      expect(status, path).toBe(400);
      expect(body).toMatchObject({ error_code: 'Coppice.0005', error_msg: expect.stringContaining(hint) });
    }
  });

  it('find by size, by owner and by what is protected', async () => {
    const [small, large, unknown] = await ctx.registry.createMany('pose', 3);
    const { store } = ctx.gateway;
    const set = (model_id: string, values: { model_size?: number; owner?: string }) =>
      store.updateTable('models').set(values).where('model_id', '=', model_id).execute();
    await set(small, { model_size: 500_000_000, owner: 'ann' });
    await set(large, { model_size: 2_000_000_000, owner: 'bob' });
    await set(unknown, { model_size: 0, owner: 'bob' });
    const { project_id } = ctx.project;
    await store.transaction().execute((trx) => refreshGroups(trx, project_id, ['pose']));
    const ids = async (query: string) => (await found(query)).flatMap(({ model_ids }) => model_ids);
    expect(await ids('?size=500MB..')).toEqual([small, large]);
    expect(await ids('?size=500000001..2GB')).toEqual([large]);
    expect(await ids('?size=..1.9gb')).toEqual([small]);
    expect(await ids('?owner=bob&size=1..')).toEqual([large]);
    expect(await ids('?owner=bob')).toEqual([large, unknown]);
    expect(await ids('?protected=yes')).toEqual([]);
    expect(await ids('?protected=no&owner=ann')).toEqual([small]);
  });

  it('tell who owns versions, most first, in the name that the account has for them', async () => {
    const { operator, viewer, project_id } = ctx.project;
    const [first] = await ctx.registry.createMany('pose', 3);
    await ctx.gateway.store
      .updateTable('models')
      .set({ owner: 'of-the-cloud' })
      .where('model_id', '=', first)
      .execute();
    await ctx.gateway.store.transaction().execute((trx) => refreshGroups(trx, project_id, ['pose']));
    const { body } = await ctx.gateway.http('GET', '/api/model-owners', { token: viewer.token });
    expect(body).toEqual({
      owners: [
        { owner: operator.user_id, owner_name: 'operator', versions: 2 },
        { owner: 'of-the-cloud', owner_name: '', versions: 1 },
      ],
      has_more: false,
    });
    const stranger = await ctx.gateway.newProject();
    const theirs = await ctx.gateway.http('GET', '/api/model-owners', { token: stranger.operator.token });
    expect(theirs.body).toEqual({ owners: [], has_more: false });
    await ctx.registry.remove(first, true);
    const after = await ctx.gateway.http('GET', '/api/model-owners', { token: viewer.token });
    expect(after.body).toEqual({ owners: [], has_more: false });
  });
});
