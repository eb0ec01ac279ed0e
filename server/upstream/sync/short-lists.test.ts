import { beforeEach, describe, expect, it } from 'vitest';
import { GroupVersionsPage } from '../../../core/console-api/models/model-groups.ts';
import { type SyncClient, syncClient } from '../../testing/clients/sync-client.ts';
import { listedModel, type OddRegistry, oddRegistry } from '../../testing/fakes/odd-registry.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

let cookie: string;
let sync: SyncClient;
let registry: OddRegistry;

beforeEach(async () => {
  registry = oddRegistry();
  ctx.proxy.respond = registry.respond;
  registry.models = [1, 2].map((number) => listedModel('pose', number));
  registry.services = [{ service_id: 's', service_name: 'camera', status: 'running' }];
  registry.details.set('s', { config: [{ model_id: 'pose-1', weight: 100 }] });
  cookie = await ctx.signInToConsole();
  sync = await syncClient(ctx.front, cookie);
  await sync.untilIdle();
});

/** Answers the list of services, and services by themselves, in the registry's place. */
const whenServices = (list: object, one?: object) => {
  ctx.proxy.respond = ({ method, url }, outgoing) => {
    const body = url.includes('/services?') ? list : url.includes('/services/') ? one : undefined;
    return body
      ? outgoing.writeHead(200).end(JSON.stringify(body))
      : registry.respond({ method, url, headers: {}, body: '' }, outgoing);
  };
};

async function using(): Promise<Record<string, string[]>> {
  const { body } = await ctx.front.http('GET', '/api/model-groups/pose/versions', { cookie });
  const { versions } = GroupVersionsPage.parse(body);
  return Object.fromEntries(
    versions.map(({ model_id, services }) => [model_id, services.map(({ service_name }) => service_name)]),
  );
}

describe('services of a mirror', () => {
  it('are known once they were read to their end', async () => {
    expect(await sync.status()).toMatchObject({ are_services_known: true, unreadable: [] });
    expect(await using()).toEqual({ 'pose-1': ['camera'], 'pose-2': [] });
  });

  it('are not known before that', async () => {
    ctx.proxy.respond = ({ url }, outgoing) =>
      url.startsWith('/v1/') ? outgoing.writeHead(500).end() : undefined;
    const fresh = await ctx.remote.newProject();
    const cookieThere = await ctx.signIn('operator', fresh);
    const answer = await ctx.front.http('GET', '/api/mirror', { cookie: cookieThere });
    expect(answer.body).toMatchObject({ read_at: null, are_services_known: false });
  });

  it('stay, and are not known, when fewer came than were promised', async () => {
    whenServices({ total_count: 3, services: [] });
    expect(await sync.refresh()).toMatchObject({
      are_services_known: false,
      problem: null,
      unreadable: [{ about: 'services', why: 'the remote registry promised 3 services and listed 0' }],
    });
    expect(await using()).toEqual({ 'pose-1': ['camera'], 'pose-2': [] });
    ctx.proxy.respond = registry.respond;
    expect(await sync.refresh()).toMatchObject({ are_services_known: true, unreadable: [] });
  });

  it('are not known when one cannot be read, or does not tell what it uses', async () => {
    whenServices({ total_count: 1, services: [{ service_name: 'odd' }] });
    expect(await sync.refresh()).toMatchObject({
      are_services_known: false,
      unreadable: [{ about: 'services' }],
    });
    whenServices(
      { total_count: 1, services: [{ service_id: 't', service_name: 'silent' }] },
      { config: null },
    );
    expect(await sync.refresh()).toMatchObject({
      are_services_known: false,
      unreadable: [{ about: 'services' }],
    });
  });

  it('are not gone by an answer that says that of an address', async () => {
    registry.services = [];
    ctx.proxy.respond = (request, outgoing) =>
      request.url.includes('/services/')
        ? outgoing.writeHead(404).end('{"error_code":"APIG.0101","error_msg":"The API does not exist"}')
        : registry.respond(request, outgoing);
    expect((await sync.refresh()).problem).toBeNull();
    expect(await using()).toEqual({ 'pose-1': ['camera'], 'pose-2': [] });
  });

  it('use the models whose ids they tell in another case', async () => {
    const model_id = '10eb0091-887f-4839-9929-cbc884f1e20e';
    registry.models = [{ ...listedModel('pose', 1), model_id }];
    registry.details.set('t', { config: [{ model_id: model_id.toUpperCase(), weight: 100 }] });
    registry.services.push({ service_id: 't', service_name: 'other', status: 'running' });
    await sync.refresh();
    expect(await using()).toEqual({ [model_id]: ['other'] });
  });
});

describe('versions of a mirror', () => {
  it.each([
    ['fewer came than were promised', { total_count: 9 }],
    ['a page has fewer rows than it says', { count: 9 }],
  ])('stay when %s', async (_, promise) => {
    ctx.proxy.respond = (request, outgoing) =>
      request.url.includes('/models?')
        ? outgoing.writeHead(200).end(JSON.stringify({ ...promise, models: [listedModel('pose', 2)] }))
        : registry.respond(request, outgoing);
    expect((await sync.refresh()).problem).toBeNull();
    expect(Object.keys(await using()).sort()).toEqual(['pose-1', 'pose-2']);
  });

  it('are the same when their ids come in another case, and are shown as they came last', async () => {
    const ids = ['a', 'b'].map((letter) => `10eb0091-887f-4839-9929-cbc884f1e20${letter}`);
    const list = (shown: readonly string[]) =>
      shown.map((model_id, index) => ({ ...listedModel('pose', index), model_id }));
    registry.models = list(ids);
    await sync.refresh();
    const upper = ids.map((id) => id.toUpperCase());
    registry.models = [...list(upper), ...list(ids)];
    expect(await sync.refresh()).toMatchObject({ problem: null, unreadable: [] });
    expect(Object.keys(await using()).sort()).toEqual(upper);
  });
});
