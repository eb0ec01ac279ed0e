import { describe, expect, it } from 'vitest';
import {
  HeldVersionsPage,
  SERVICE_SORTS,
  ServicePage,
  ServiceSummary,
  type ServicesQuery,
} from '../../core/console-api/models/services.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { heldSums } from '../testing/fixtures/held-sums.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

const ask = (path: string, token = ctx.project.viewer.token) => ctx.gateway.http('GET', path, { token });
const list = async (query = '', token?: string) =>
  ServicePage.parse((await ask(`/api/services?${query}`, token)).body);
const names = async (query = '') => (await list(query)).services.map((service) => service.service_name);

/** Sets the sizes of all versions of a name, and of nothing that services hold already. */
async function createSized(name: string, sizes: readonly number[]): Promise<string[]> {
  const ids = await ctx.registry.createMany(name, sizes.length);
  for (const [place, id] of ids.entries()) {
    const sized = ctx.gateway.store.updateTable('models').set({ model_size: sizes[place] ?? 0 });
    await sized.where('model_id', '=', id).execute();
  }
  return ids;
}

describe('the list of services', () => {
  it('tells what each holds, with weights, those that block the most bytes first', async () => {
    const pose = await createSized('pose', [10, 20, 30, 40]);
    const [yolo = ''] = await createSized('yolo', [5]);
    await ctx.registry.deploy('small', [yolo]);
    const config = pose.map((model_id, place) => ({ model_id, weight: 10 * (place + 1) }));
    const body = { service_name: 'large', infer_type: 'batch', description: 'nightly', config };
    await ctx.registry.call('POST', '/services', body);
    const { services, first } = await list();
    const held = ['1.0.3', '1.0.2', '1.0.1'].map((model_version, place) => {
      return { model_name: 'pose', model_version, model_id: pose[3 - place], weight: 40 - 10 * place };
    });
    const { operator } = ctx.project;
    const owned = { owner: operator.user_id, owner_name: operator.name };
    expect(services).toMatchObject([
      { service_name: 'large', versions: 4, model_size: 100, held, description: 'nightly', ...owned },
      { service_name: 'small', versions: 1, model_size: 5, status: 'running', is_partial: false },
    ]);
    expect(first).toEqual({ total: 2, is_at_least: false, owners: [owned] });
  });

  it('is found by a part of a name or an id, and narrowed by status, owner and what is held', async () => {
    const [pose = '', yolo = ''] = [
      await ctx.registry.create('pose', '1.0.0'),
      await ctx.registry.create('yolo', '1.0.0'),
    ];
    const id = await ctx.registry.deploy('voice_gateway', [pose]);
    await ctx.registry.deploy('voiceXgateway', [yolo]);
    await ctx.gateway.store
      .updateTable('services')
      .set({ status: 'stopped', owner: 'somebody' })
      .where('service_id', '=', id)
      .execute();
    expect(await names('search=OICE_g')).toEqual(['voice_gateway']);
    expect(await names(`search=${id.slice(3, 20)}`)).toEqual(['voice_gateway']);
    expect(await names('status=stopped&status=failed')).toEqual(['voice_gateway']);
    expect(await names('owner=somebody')).toEqual(['voice_gateway']);
    expect(await names('model_name=yolo')).toEqual(['voiceXgateway']);
    expect(await names('model_name=yol')).toEqual([]);
    expect((await list('status=failed')).first).toMatchObject({ total: 0, is_at_least: false });
    expect((await list()).first?.owners).toContainEqual({ owner: 'somebody', owner_name: '' });
  });

  it('comes in pages that together are the whole list, in every order', async () => {
    const ids = await createSized('pose', [3, 3, 1, 2, 2]);
    for (const [place, id] of ids.entries()) await ctx.registry.deploy(`service-${place}`, [id]);
    await ctx.registry.deploy('service-all', ids);
    const pages = async (query: string) => {
      const found: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: ServicePage = await list(`${query}&limit=2${cursor && `&cursor=${cursor}`}`);
        found.push(...page.services.map((service) => service.service_id));
        cursor = page.next_cursor;
      }
      return found;
    };
    const orders: ServicesQuery['order'][] = ['asc', 'desc'];
    for (const query of SERVICE_SORTS.flatMap((sort) =>
      orders.map((order) => `sort=${sort}&order=${order}`),
    )) {
      const whole = (await list(query)).services.map((service) => service.service_id);
      expect(whole).toHaveLength(6);
      expect(await pages(query), query).toEqual(whole);
    }
    expect((await names('sort=name&order=asc'))[0]).toBe('service-0');
    expect((await names())[0]).toBe('service-all');
  });

  it('refuses a cursor of another order, and is empty in a project without services', async () => {
    const stranger = await ctx.gateway.newProject();
    expect(await list('', stranger.viewer.token)).toMatchObject({
      services: [],
      first: { total: 0, owners: [] },
    });
    const [one, other] = await ctx.registry.createMany('pose', 2);
    await ctx.registry.deploy('a', [one]);
    await ctx.registry.deploy('b', [other]);
    const { next_cursor } = await list('limit=1');
    const answer = await ask(`/api/services?sort=name&cursor=${next_cursor}`);
    expect([answer.status, errorCode(answer)]).toEqual([400, 'Coppice.0005']);
  });
});

describe('a service', () => {
  it('is told with a page of the versions that it holds at a time, the heaviest first', async () => {
    const ids = await createSized('pose', [1, 2, 3]);
    const service_id = await ctx.registry.deploy('voice-gateway', ids);
    const held = async (cursor = '') =>
      HeldVersionsPage.parse((await ask(`/api/services/${service_id}/versions?limit=2${cursor}`)).body);
    expect(ServiceSummary.parse((await ask(`/api/services/${service_id}`)).body)).toMatchObject({
      service_name: 'voice-gateway',
      versions: 3,
      model_size: 6,
    });
    const first = await held();
    const second = await held(`&cursor=${first.next_cursor}`);
    expect(second.next_cursor).toBeNull();
    const versions = [...first.versions, ...second.versions];
    expect(versions.map((version) => version.model_id)).toEqual([...ids].sort().reverse());
    expect(versions[0]).toMatchObject({ model_name: 'pose', model_type: 'Custom', weight: 1 });
  });

  it('is not found once it is gone, nor from another project', async () => {
    const [held] = await ctx.registry.createMany('pose', 1);
    const service_id = await ctx.registry.deploy('voice-gateway', [held]);
    const stranger = await ctx.gateway.newProject();
    const foreign = await ask(`/api/services/${service_id}`, stranger.viewer.token);
    expect([foreign.status, errorCode(foreign)]).toEqual([404, 'ModelArts.3502']);
    const versions = await ask(`/api/services/${service_id}/versions`, stranger.viewer.token);
    expect([versions.status, errorCode(versions)]).toEqual([404, 'ModelArts.3502']);
    await ctx.registry.call('DELETE', `/services/${service_id}`);
    const gone = await ask(`/api/services/${service_id}`);
    expect([gone.status, errorCode(gone)]).toEqual([404, 'ModelArts.3502']);
  });
});

it('keeps of each service what would be counted, whatever is deployed, deleted and refused', async () => {
  const ids = await createSized('pose', [7, 11, 13]);
  const [first = '', second = ''] = ids;
  const { store } = ctx.gateway;
  const check = async () => {
    const { kept, counted } = await heldSums(store, ctx.project.project_id);
    expect(kept).toEqual(counted);
    return kept.length;
  };
  const one = await ctx.registry.deploy('one', ids.slice(0, 2));
  // Whichever comes first, the other is refused.
  const config = ids.map((model_id) => ({ model_id, weight: 1 }));
  const two = { service_name: 'two', infer_type: 'batch', config };
  await Promise.all([ctx.registry.call('POST', '/services', two), ctx.registry.remove(first, true)]);
  expect(await check()).toBeGreaterThan(0);
  await ctx.registry.call('DELETE', `/services/${one}`);
  await ctx.registry.remove(second, true);
  await check();
});
