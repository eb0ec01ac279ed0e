import { describe, expect, it } from 'vitest';
import { Blockers } from '../../../core/console-api/models/blockers.ts';
import { must } from '../../../core/testing/must.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import { startGateway } from '../../testing/setup/start-gateway.ts';

const ctx = setUpRemote();

async function check(ids: readonly string[]) {
  const cookie = await ctx.signIn();
  return ctx.front.http('POST', '/api/blockers', { cookie, origin: ctx.front.url, body: { model_ids: ids } });
}
const blockers = async (ids: readonly string[]) => Blockers.parse((await check(ids)).body);

/** Answers for the services of each version in the remote registry's place. */
const whenAsked = (answer: (model_id: string, offset: number) => { status?: number; body: unknown }) => {
  ctx.proxy.respond = ({ url }, outgoing) => {
    if (!url.includes('/services?')) return undefined;
    const query = new URL(url, 'http://x').searchParams;
    const { status = 200, body } = answer(must(query.get('model_id')), Number(query.get('offset')));
    return outgoing.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
};

describe('services of a remote registry', () => {
  it('are asked for each version, live', async () => {
    const [used, free] = await ctx.registry.createMany('pose', 2);
    const service_id = await ctx.registry.deploy('camera', [used]);
    const { services, left } = await blockers([used, free]);
    expect(services).toMatchObject({ [used]: [{ service_id, service_name: 'camera' }], [free]: [] });
    expect(left).toEqual([]);
  });

  it('that are told oddly are there all the same', async () => {
    const body = { services: [{ service_id: 7, status: null }, 'odd', { service_name: 'camera' }] };
    whenAsked(() => ({ body }));
    const { services } = await blockers(['a']);
    expect(services.a?.length).toBeGreaterThan(0);
    expect(services.a?.[0]).toMatchObject({ service_id: '', status: '', infer_type: '' });
  });

  it.each([
    ['a failure', { status: 500, body: '' }],
    ['no permission', { status: 403, body: { error_code: 'ModelArts.0108', error_msg: 'no' } }],
    ['HTML', { body: '<html>' }],
    ['no list', { body: { total_count: 0 } }],
    ['a list without those that it promises', { body: { total_count: 3, services: [] } }],
    ['a page with fewer than it says', { body: { count: 3, services: [{ service_id: 's' }] } }],
    [
      'a list with one that comes twice',
      { body: { total_count: 2, services: [{ service_id: 's' }, { service_id: 's' }] } },
    ],
  ])('that could not be read by %s are none that are free', async (_, answer) => {
    whenAsked((id) => (id === 'b' ? answer : { body: { services: [] } }));
    expect(await blockers(['a', 'b'])).toMatchObject({ services: { a: [] }, left: [] });
    expect((await blockers(['b'])).services).toEqual({});
  });

  it.each([
    ['a page index', 1000],
    ['a row offset', 1],
  ])('are followed over pages where offset is %s', async (_, rows) => {
    const all = Array.from({ length: 2500 }, (_one, i) => ({ service_id: `s-${i}` }));
    whenAsked((_id, offset) => ({
      body: { total_count: 2500, services: all.slice(offset * rows, offset * rows + 1000) },
    }));
    expect((await blockers(['a'])).services.a).toHaveLength(2500);
  });

  it('of which the last page comes short are not known', async () => {
    const all = Array.from({ length: 1500 }, (_one, i) => ({ service_id: `s-${i}` }));
    whenAsked((_id, offset) => ({
      body: { total_count: 1600, services: all.slice(offset * 1000, offset * 1000 + 1000) },
    }));
    expect(await blockers(['a'])).toMatchObject({ services: {}, left: [] });
  });

  it('are followed over pages that are shorter than asked for', async () => {
    const all = Array.from({ length: 250 }, (_one, i) => ({ service_id: `s-${i}` }));
    whenAsked((_id, offset) => ({
      body: { total_count: 250, services: all.slice(offset * 100, offset * 100 + 100) },
    }));
    expect((await blockers(['a'])).services.a).toHaveLength(250);
  });

  it('that nothing is told of are counted all the same', async () => {
    whenAsked(() => ({ body: { total_count: 2, services: [{ status: 'running' }, 'odd'] } }));
    expect((await blockers(['a'])).services.a).toHaveLength(1);
  });

  it('ask for signing in again when the remote registry does', async () => {
    whenAsked(() => ({ status: 401, body: { error_code: 'APIGW.0301', error_msg: 'expired' } }));
    expect(await check(['a'])).toMatchObject({ status: 401, body: { error_code: 'APIGW.0301' } });
  });
});

it('answers with what it has when its time is over, and says what is left', async () => {
  const { url: modelarts } = ctx.proxy;
  const settings = { remote: { modelarts, iam: modelarts }, blockerBudget: 0 };
  const hasty = await startGateway({ beside: ctx.front, settings });
  const cookie = await ctx.signIn();
  whenAsked(() => ({ body: { services: [] } }));
  const ids = Array.from({ length: 40 }, (_, i) => `id-${i}`);
  const body = { model_ids: ids };
  const answer = await hasty.http('POST', '/api/blockers', { cookie, origin: hasty.url, body });
  const { services, left } = Blockers.parse(answer.body);
  expect(Object.keys(services)).toHaveLength(6);
  expect([...Object.keys(services), ...left].sort()).toEqual(ids.toSorted());
  await hasty.close();
});
