import { describe, expect, it } from 'vitest';
import { GROUP_ETAG_HEADER, groupETag } from '../../../core/contract/group-etag.ts';
import { nth } from '../../../core/testing/must.ts';
import { errorCode } from '../../testing/clients/http-client.ts';
import { registryClient } from '../../testing/clients/registry-client.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

const idsIn = async () => (await ctx.registry.list()).models.map((model) => model.model_id);

describe('DELETE of one model', () => {
  it('deletes just that id when cascade is false, and when it is not given', async () => {
    const [first, second, third] = await ctx.registry.createMany('pose', 3);
    expect(await ctx.registry.remove(first)).toEqual({
      delete_success_list: [first],
      delete_failed_list: [],
    });
    const answer = await ctx.registry.call('DELETE', `/models/${second}`);
    expect(answer.body).toEqual({ delete_success_list: [second], delete_failed_list: [] });
    expect(await idsIn()).toEqual([third]);
  });

  it('refuses a deployed model inside a 200, with 3009', async () => {
    const id = await ctx.registry.create('pose', '1.0.0');
    await ctx.registry.deploy('gateway', [id]);
    const { delete_success_list, delete_failed_list } = await ctx.registry.remove(id);
    expect(delete_success_list).toEqual([]);
    expect(delete_failed_list).toMatchObject([{ model_id: id, error_code: 'ModelArts.3009' }]);
    expect(delete_failed_list[0]?.error_msg).toContain('has been used to deploy a service');
    expect(await idsIn()).toEqual([id]);
  });

  it('refuses a subscribed model inside a 200, with 3074', async () => {
    const id = await ctx.registry.create('pose', '1.0.0');
    await ctx.gateway.store
      .updateTable('models')
      .set({ subscription_id: 'sub' })
      .where('model_id', '=', id)
      .execute();
    expect((await ctx.registry.remove(id)).delete_failed_list).toMatchObject([
      { error_code: 'ModelArts.3074' },
    ]);
  });

  it('answers 404 ModelArts.3001 for an unknown id', async () => {
    const answer = await ctx.registry.call('DELETE', '/models/00000000-0000-4000-8000-000000000000');
    expect([answer.status, errorCode(answer)]).toEqual([404, 'ModelArts.3001']);
  });

  it.each(['yes', 'TRUE', '1', ''])(
    'answers 400 ModelArts.0107 for cascade=%s, and deletes nothing',
    async (word) => {
      const id = await ctx.registry.create('pose', '1.0.0');
      const answer = await ctx.registry.call('DELETE', `/models/${id}?cascade=${word}`);
      expect([answer.status, errorCode(answer)]).toEqual([400, 'ModelArts.0107']);
      expect(await idsIn()).toEqual([id]);
    },
  );

  it('is refused to a viewer, with 0108', async () => {
    const id = await ctx.registry.create('pose', '1.0.0');
    const answer = await registryClient(ctx.gateway, ctx.project, ctx.project.viewer).call(
      'DELETE',
      `/models/${id}`,
    );
    expect([answer.status, errorCode(answer)]).toEqual([403, 'ModelArts.0108']);
  });

  it("does not reach another project's models", async () => {
    const id = await ctx.registry.create('pose', '1.0.0');
    const stranger = await ctx.gateway.newProject();
    const own = await registryClient(ctx.gateway, stranger).call('DELETE', `/models/${id}`);
    expect([own.status, errorCode(own)]).toEqual([404, 'ModelArts.3001']);
    const path = `/v1/${ctx.project.project_id}/models/${id}`;
    const foreign = await ctx.gateway.http('DELETE', path, { token: stranger.operator.token });
    expect([foreign.status, errorCode(foreign)]).toEqual([403, 'ModelArts.0210']);
  });
});

describe('DELETE with cascade', () => {
  it.each([
    [1, 0],
    [19, 0],
    [20, 0],
    [21, 1],
    [40, 20],
    [41, 21],
  ])('of %i versions leaves %i, which the answer does not name', async (count, left) => {
    const ids = await ctx.registry.createMany('pose', count);
    const target = nth(ids, -1);
    const { delete_success_list } = await ctx.registry.remove(target, true);
    expect(delete_success_list).toEqual([target, ...ids.slice(0, -1)].slice(0, 20));
    expect(await idsIn()).toHaveLength(left);
  });

  it('leaves names alone that contain the name, or differ by case', async () => {
    const target = await ctx.registry.create('pose', '1.0.0');
    const others = [
      await ctx.registry.create('posenet', '1.0.0'),
      await ctx.registry.create('Pose', '1.0.0'),
    ];
    await ctx.registry.remove(target, true);
    expect((await idsIn()).sort()).toEqual(others.sort());
  });

  it('counts refused versions towards the 20, so that 20 refused leave the rest untouched', async () => {
    const ids = await ctx.registry.createMany('pose', 22);
    await ctx.registry.deploy('gateway', ids.slice(0, 20));
    const answer = await ctx.registry.remove(ids[0], true);
    expect(answer.delete_success_list).toEqual([]);
    expect(answer.delete_failed_list).toHaveLength(20);
    expect(await idsIn()).toHaveLength(22);
  });

  it('deletes the siblings of a refused target', async () => {
    const [target, ...siblings] = await ctx.registry.createMany('pose', 3);
    await ctx.registry.deploy('gateway', [target]);
    const answer = await ctx.registry.remove(target, true);
    expect(answer.delete_success_list).toEqual(siblings);
    expect(answer.delete_failed_list).toMatchObject([{ model_id: target }]);
  });

  it('deletes each version once when five come at the same time, and every answer is true', async () => {
    const ids = await ctx.registry.createMany('pose', 41);
    const answers = await Promise.all(
      [0, 1, 2, 3, 40].map((place) => ctx.registry.call('DELETE', `/models/${ids[place]}?cascade=true`)),
    );
    const told = answers.flatMap(({ status, body }) => {
      if (status === 404) return [];
      expect(status).toBe(200);
      return JSON.parse(JSON.stringify(body)).delete_success_list;
    });
    expect(new Set(told).size).toBe(told.length);
    const left = new Set(await idsIn());
    expect(told.filter((id: string) => left.has(id))).toEqual([]);
    expect(told.length + left.size).toBe(41);
  });

  it('is carried out under a condition only while the name has just these versions', async () => {
    const ids = await ctx.registry.createMany('pose', 3);
    const call = (etag: string, id = ids[0]) =>
      ctx.registry.call('DELETE', `/models/${id}?cascade=true`, undefined, { 'if-match': etag });
    const added = await ctx.registry.create('pose', '9.0.0');
    const refused = await call(groupETag(ids));
    expect([refused.status, errorCode(refused)]).toEqual([412, 'Coppice.0009']);
    expect(await idsIn()).toHaveLength(4);
    await ctx.registry.remove(added);
    expect((await call(groupETag(ids.toReversed()))).status).toBe(200);
    expect(await idsIn()).toHaveLength(0);
  });

  it('tells the condition in the detail of any version of the name', async () => {
    const ids = await ctx.registry.createMany('pose', 3);
    await ctx.registry.create('posenet', '1.0.0');
    const { headers } = await ctx.registry.call('GET', `/models/${ids[1]}`);
    expect(headers.get(GROUP_ETAG_HEADER)).toBe(groupETag(ids));
  });

  it('never deletes a version that a service is being made of', async () => {
    const ids = await ctx.registry.createMany('pose', 10);
    const uses = ids.map((id, index) =>
      ctx.registry.call('POST', '/services', {
        service_name: `service-${index}`,
        infer_type: 'real-time',
        config: [{ model_id: id, weight: 100 }],
      }),
    );
    await Promise.all([...uses, ctx.registry.remove(ids[5], true)]);
    const left = new Set(await idsIn());
    const used = await ctx.gateway.store
      .selectFrom('service_models')
      .select('model_id')
      .where('project_id', '=', ctx.project.project_id)
      .execute();
    expect(used.filter(({ model_id }) => !left.has(model_id))).toEqual([]);
    expect(used).toHaveLength(left.size);
  });
});
