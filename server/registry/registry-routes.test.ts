import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCode } from '../testing/clients/http-client.ts';
import { registryClient } from '../testing/clients/registry-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

const names = async (query: string) =>
  (await ctx.registry.list(query)).models.map((model) => model.model_name);

describe('GET models', () => {
  it('counts all that match in total_count, and the page in count; offset is a page index', async () => {
    const ids = await ctx.registry.createMany('pose', 5);
    const page = await ctx.registry.list('limit=2&offset=1&order=asc');
    expect(page).toMatchObject({ total_count: 5, count: 2 });
    expect(page.models.map((model) => model.model_id)).toEqual(ids.slice(2, 4));
    expect(await ctx.registry.list('limit=2&offset=9')).toMatchObject({
      total_count: 5,
      count: 0,
      models: [],
    });
  });

  it('matches any part of a name; an underscore is any one character unless exact_match says otherwise', async () => {
    for (const name of ['pose_net', 'pose-net', 'my-pose_net-2', 'posenet'])
      await ctx.registry.create(name, '1.0.0');
    expect((await names('model_name=pose_net')).sort()).toEqual(['my-pose_net-2', 'pose-net', 'pose_net']);
    expect((await names('model_name=pose_net&exact_match=true')).sort()).toEqual([
      'my-pose_net-2',
      'pose_net',
    ]);
    expect(await names('model_name=%25')).toEqual([]);
    expect(await names('model_name=%5C')).toEqual([]);
  });

  it('sorts versions by their numbers', async () => {
    for (const version of ['1.10.0', '1.9.0', '1.2.0']) await ctx.registry.create('pose', version);
    const { models } = await ctx.registry.list('sort_by=model_version&order=asc');
    expect(models.map((model) => model.model_version)).toEqual(['1.2.0', '1.9.0', '1.10.0']);
  });

  it('filters by status, type, not type, version and description', async () => {
    await ctx.registry.create('pose', '1.0.0');
    const described = {
      model_name: 'other',
      model_version: '2.0.0',
      model_type: 'PyTorch',
      description: '50% off',
    };
    await ctx.registry.call('POST', '/models', { ...described, source_location: '/x' });
    expect(await names('model_status=failed')).toEqual([]);
    expect(await names('model_type=PyTorch')).toEqual(['other']);
    expect(await names('not_model_type=PyTorch')).toEqual(['pose']);
    expect(await names('model_version=1.0.0')).toEqual(['pose']);
    expect(await names('description=50%25')).toEqual(['other']);
  });

  it('writes every field of the contract with its type', async () => {
    const id = await ctx.registry.create('pose', '1.0.0');
    const { models } = await ctx.registry.list();
    expect(models[0]).toMatchObject({
      model_id: id,
      model_name: 'pose',
      model_version: '1.0.0',
      model_type: 'Custom',
      model_size: 0,
      model_status: 'published',
      project: ctx.project.project_id,
      tenant: ctx.project.account_id,
      workspace_id: '0',
      owner: ctx.project.operator.user_id,
      create_at: expect.any(Number),
      market_flag: false,
      install_type: expect.any(Array),
      source_copy: expect.stringMatching(/true|false/),
    });
  });

  it.each([
    ['limit=0', 'ModelArts.0107'],
    ['limit=1001', 'ModelArts.0107'],
    ['limit=1&limit=2', 'ModelArts.0107'],
    ['offset=-1', 'ModelArts.0107'],
    ['order=sideways', 'ModelArts.0107'],
    ['model_status=happy', 'ModelArts.0107'],
    ['exact_match=maybe', 'ModelArts.0107'],
    ['model_type=Custom&not_model_type=Image', 'ModelArts.0107'],
    ['colour=green', 'ModelArts.0101'],
    ['workspace_id=7', 'ModelArts.0102'],
  ])('answers 400 for %s, with %s', async (query, code) => {
    const answer = await ctx.registry.call('GET', `/models?${query}`);
    expect([answer.status, errorCode(answer)]).toEqual([400, code]);
  });

  it('never fails, whatever the query says', async () => {
    const key = fc.constantFrom('model_name', 'offset', 'limit', 'order', 'description', 'workspace_id', 'x');
    const pairs = fc.array(fc.tuple(key, fc.string({ unit: 'binary' })), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(pairs, async (query) => {
        const text = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
        expect((await ctx.registry.call('GET', `/models?${text}`)).status).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });
});

describe('one model', () => {
  it('is read with its detail, and 404 ModelArts.3001 when it is not there', async () => {
    const id = await ctx.registry.create('pose', '1.0.0');
    const { body } = await ctx.registry.call('GET', `/models/${id}`);
    expect(body).toMatchObject({ model_id: id, source_location: '/bucket/model', model_labels: [] });
    const missing = await ctx.registry.call('GET', '/models/nothing');
    expect([missing.status, errorCode(missing)]).toEqual([404, 'ModelArts.3001']);
  });

  it('is created once: the same name and version again is a 409 with 3002, also at the same time', async () => {
    const body = { model_name: 'pose', model_version: '1.0.0', model_type: 'Custom', source_location: '/x' };
    const answers = await Promise.all([1, 2, 3].map(() => ctx.registry.call('POST', '/models', body)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    const again = await ctx.registry.call('POST', '/models', body);
    expect(errorCode(again)).toBe('ModelArts.3002');
  });

  it.each([
    [{ model_name: 'has space' }],
    [{ model_version: '1.2' }],
    [{ model_type: 'Abacus' }],
    [{ source_location: undefined }],
    [{ colour: 'green' }],
  ])('is not created from %j', async (change) => {
    const body = {
      model_name: 'pose',
      model_version: '1.0.0',
      model_type: 'Custom',
      source_location: '/x',
      ...change,
    };
    const answer = await ctx.registry.call('POST', '/models', body);
    expect([answer.status, errorCode(answer)]).toEqual([400, 'ModelArts.0101']);
  });

  it('is not created by a viewer', async () => {
    const body = { model_name: 'pose', model_version: '1.0.0', model_type: 'Custom', source_location: '/x' };
    const answer = await registryClient(ctx.gateway, ctx.project, ctx.project.viewer).call(
      'POST',
      '/models',
      body,
    );
    expect([answer.status, errorCode(answer)]).toEqual([403, 'ModelArts.0108']);
  });
});

describe('services', () => {
  it('are listed by the model they use, and tell their models in their detail only', async () => {
    const [first, second] = await ctx.registry.createMany('pose', 2);
    const service_id = await ctx.registry.deploy('gateway', [first]);
    expect((await ctx.registry.call('GET', `/services?model_id=${first}`)).body).toMatchObject({
      total_count: 1,
      services: [{ service_id, service_name: 'gateway', status: 'running' }],
    });
    expect((await ctx.registry.call('GET', `/services?model_id=${second}`)).body).toMatchObject({
      total_count: 0,
    });
    expect((await ctx.registry.call('GET', `/services/${service_id}`)).body).toMatchObject({
      config: [{ model_id: first, model_name: 'pose', model_version: '1.0.0', weight: 1 }],
    });
  });

  it('free their models when they are deleted', async () => {
    const id = await ctx.registry.create('pose', '1.0.0');
    const service_id = await ctx.registry.deploy('gateway', [id]);
    expect((await ctx.registry.call('DELETE', `/services/${service_id}`)).status).toBe(200);
    expect((await ctx.registry.remove(id)).delete_success_list).toEqual([id]);
    const again = await ctx.registry.call('DELETE', `/services/${service_id}`);
    expect([again.status, errorCode(again)]).toEqual([404, 'ModelArts.3502']);
  });

  it('are neither made nor deleted by a viewer', async () => {
    const id = await ctx.registry.create('pose', '1.0.0');
    const service_id = await ctx.registry.deploy('gateway', [id]);
    const viewer = registryClient(ctx.gateway, ctx.project, ctx.project.viewer);
    const body = { service_name: 'other', infer_type: 'batch', config: [{ model_id: id, weight: 1 }] };
    for (const answer of [
      await viewer.call('POST', '/services', body),
      await viewer.call('DELETE', `/services/${service_id}`),
    ]) {
      expect([answer.status, errorCode(answer)]).toEqual([403, 'ModelArts.0108']);
    }
  });

  it('are not made of a model that is not there, nor under a name that is taken', async () => {
    const id = await ctx.registry.create('pose', '1.0.0');
    const service = (model_id: string) => ({
      service_name: 'gateway',
      infer_type: 'real-time',
      config: [{ model_id, weight: 1 }],
    });
    expect(errorCode(await ctx.registry.call('POST', '/services', service('nothing')))).toBe(
      'ModelArts.3001',
    );
    await ctx.registry.deploy('gateway', [id]);
    expect(errorCode(await ctx.registry.call('POST', '/services', service(id)))).toBe('ModelArts.0104');
  });
});
