import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { ModelListItem } from '../../core/contract/model.ts';
import { planDeletion } from '../../core/deletion/plan-deletion.ts';
import { addAccessKey, removeAccessKey } from '../iam/signature/access-keys.ts';
import { hashBody, signRequest } from '../iam/signature/signature.ts';
import { issueToken, revokeToken } from '../iam/tokens/tokens.ts';
import { followEvents } from '../testing/clients/follow-events.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { cookieOf } from '../testing/clients/read-answer.ts';
import { type RegistryClient, registryClient } from '../testing/clients/registry-client.ts';
import { startGateway, type TestGateway, type TestProject } from '../testing/setup/start-gateway.ts';
import { STREAMS_PER_PERSON, STREAMS_PER_SESSION } from './stream-limits.ts';

let gateway: TestGateway;
let project: TestProject;
let registry: RegistryClient;

beforeAll(async () => {
  gateway = await startGateway({ signOfLife: 100 });
});
afterAll(() => gateway.close());
beforeEach(async () => {
  project = await gateway.newProject();
  registry = registryClient(gateway, project);
});

/** Opens a stream, and waits until it follows. */
async function follow(token = project.viewer.token, query = '') {
  const events = await followEvents(gateway.url, { 'x-auth-token': token }, query);
  await events.next('nothing');
  return events;
}

describe('a stream of changes', () => {
  it('tells a version that came, and one that went, with its id', async () => {
    const events = await follow();
    const id = await registry.create('pose', '1.0.0');
    expect(await events.next('models')).toEqual({ about: 'models', names: ['pose'], gone: [] });
    await registry.remove(id);
    expect(await events.next('models')).toEqual({ about: 'models', names: ['pose'], gone: [id] });
  });

  it('tells the names of a service that came or went', async () => {
    const ids = [await registry.create('pose', '1.0.0'), await registry.create('other', '1.0.0')];
    const events = await follow();
    const service = await registry.deploy('gateway', ids);
    const isOfBoth = ({ names }: { names: string[] | null }) => names?.length === 2;
    const started = await events.next('models', isOfBoth);
    expect([started.names?.toSorted(), started.gone]).toEqual([['other', 'pose'], []]);
    await registry.call('DELETE', `/services/${service}`);
    expect((await events.next('models')).names?.toSorted()).toEqual(['other', 'pose']);
  });

  it('tells nothing of a deletion in which everything was refused, but of its receipt', async () => {
    const id = await registry.create('pose', '1.0.0');
    await registry.deploy('gateway', [id]);
    const events = await follow();
    const answer = await registry.call('DELETE', `/models/${id}`);
    const deletion_id = answer.headers.get('x-coppice-deletion');
    expect(await events.next('deletions')).toEqual({ about: 'deletions', deletion_id });
    await registry.create('later', '1.0.0');
    expect((await events.next('models', ({ names }) => names?.[0] !== 'pose')).names).toEqual(['later']);
  });

  it('tells each step of a receipt: opened, called, answered, ended', async () => {
    const id = await registry.create('pose', '1.0.0');
    const { models } = await registry.list();
    const request = { listed: models.map((model) => ModelListItem.parse(model)), chosen: new Set([id]) };
    const plan = planDeletion(request, new Map([[id, []]]));
    const events = await follow();
    const ask = (method: string, path: string, body: unknown, headers = {}) =>
      gateway.http(method, path, { token: project.operator.token, body, headers });
    const opened = await ask('POST', '/api/deletions', { plan });
    const told = await events.next('deletions');
    expect(opened.body).toEqual({ deletion_id: told.deletion_id });
    await ask('DELETE', `/v1/${project.project_id}/models/${id}`, undefined, {
      'x-coppice-deletion': told.deletion_id,
    });
    expect([await events.next('deletions'), await events.next('deletions')]).toEqual([told, told]);
    await ask('POST', `/api/deletions/${told.deletion_id}/end`, { ending: 'completed' });
    expect(await events.next('deletions')).toEqual(told);
  });

  it('does not name what would be too much for one message', async () => {
    const ids: string[] = [];
    for (let place = 0; place < 51; place += 1) ids.push(await registry.create(`name-${place}`, '1.0.0'));
    const events = await follow();
    await registry.deploy('gateway', ids);
    const told = await events.next('models', ({ names }) => names?.[0]?.startsWith('name-') !== true);
    expect(told).toEqual({ about: 'models', names: null, gone: [] });
  });

  it("never tells another project's changes", async () => {
    const stranger = await gateway.newProject();
    const asked = await gateway.http('GET', '/api/model-groups', { token: stranger.viewer.token });
    await registry.create('ours', '1.0.0');
    const events = await follow(stranger.viewer.token, `since=${asked.headers.get('x-coppice-mark')}`);
    await registryClient(gateway, stranger).create('theirs', '1.0.0');
    expect((await events.next('models')).names).toEqual(['theirs']);
  });

  it('is not kept back on its way', async () => {
    const { headers } = await follow();
    expect(headers['content-type']).toBe('text/event-stream');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-accel-buffering']).toBe('no');
  });
});

describe('who follows changes', () => {
  it('has to be signed in', async () => {
    const nobody = await gateway.http('GET', '/api/events');
    expect([nobody.status, errorCode(nobody)]).toEqual([401, 'Coppice.0002']);
    const stranger = await gateway.http('GET', '/api/events', { token: 'none of ours' });
    expect(stranger.status).toBe(401);
  });

  it('by session is told no more after signing out', async () => {
    const body = { account: project.account, user: 'viewer', password: 'viewer', project: project.project };
    const signedIn = await gateway.http('POST', '/api/session', { origin: gateway.url, body });
    const cookie = cookieOf(signedIn);
    const events = await followEvents(gateway.url, { cookie });
    await events.next('nothing');
    await gateway.http('DELETE', '/api/session', { cookie, origin: gateway.url });
    expect(await events.rest()).not.toContainEqual({ about: 'everything' });
  });

  it('by token is told no more once it is revoked', async () => {
    const events = await follow();
    await revokeToken(gateway.store, project.viewer.token);
    await events.rest();
  });

  it('by signature is told no more once the key is gone', async () => {
    const key = await addAccessKey(gateway.store, gateway.secret, project.viewer.user_id);
    const headers = { host: new URL(gateway.url).host, 'x-project-id': project.project_id };
    const parts = { method: 'GET', target: '/api/events', headers, bodyHash: hashBody('') };
    const signature = signRequest(parts, key, Date.now());
    const events = await followEvents(gateway.url, { 'x-project-id': project.project_id, ...signature });
    await events.next('nothing');
    await registry.create('pose', '1.0.0');
    expect((await events.next('models')).names).toEqual(['pose']);
    await removeAccessKey(gateway.store, project.viewer.user_id, key.access_key);
    await events.rest();
  });
});

describe('more streams than anybody needs', () => {
  /** One that does not look ten times a second at each of so many. */
  let calm: TestGateway;
  beforeAll(async () => {
    calm = await startGateway({ beside: gateway });
  });
  afterAll(() => calm.close());
  const headersOf = (token: string) => ({ 'x-auth-token': token });
  const follow = async (token: string) => {
    const events = await followEvents(calm.url, headersOf(token));
    await events.next('nothing');
    return events;
  };
  const open = async (token: string, streams: number) => {
    for (let i = 0; i < streams; i += 1) await follow(token);
  };
  const ask = (token: string) => calm.http('GET', '/api/events', { token });

  it('are refused to one session in words, and a place is free again once one is closed', async () => {
    const { token } = project.viewer;
    const first = await follow(token);
    await open(token, STREAMS_PER_SESSION - 1);
    const refused = await ask(token);
    expect([refused.status, errorCode(refused)]).toEqual([429, 'Coppice.0014']);
    expect(refused.body).toMatchObject({ error_msg: expect.stringContaining('Close one') });

    // Others are no worse off for it.
    await follow(project.operator.token);
    const bearer = { user_id: project.viewer.user_id, project_id: project.project_id };
    await follow((await issueToken(gateway.store, bearer)).token);

    first.close();
    await untilFree(token);
  });

  it('are refused to one person over all sessions', async () => {
    const { user_id } = project.viewer;
    const bearer = { user_id, project_id: project.project_id };
    for (let left = STREAMS_PER_PERSON; left > 0; left -= STREAMS_PER_SESSION) {
      await open((await issueToken(gateway.store, bearer)).token, STREAMS_PER_SESSION);
    }
    const refused = await ask((await issueToken(gateway.store, bearer)).token);
    expect([refused.status, errorCode(refused)]).toEqual([429, 'Coppice.0014']);
    expect(refused.body).toMatchObject({ error_msg: expect.stringContaining('of this user') });
  });

  it('are not opened by asking for their headers alone', async () => {
    const { token } = project.viewer;
    for (let i = 0; i <= STREAMS_PER_SESSION; i += 1) {
      expect((await calm.http('HEAD', '/api/events', { token })).status).toBe(404);
    }
    await follow(token);
  });

  /** The gateway hears of a connection that was closed when it does; until then it refuses. */
  async function untilFree(token: string): Promise<void> {
    for (;;) {
      const answer = await fetch(`${calm.url}/api/events`, { headers: headersOf(token) });
      await answer.body?.cancel();
      if (answer.status === 200) return;
    }
  }
});

describe('what was missed', () => {
  it('is said to be possible, when the gateway does not go back as far', async () => {
    const headers = { 'x-auth-token': project.viewer.token };
    const events = await followEvents(gateway.url, headers, 'since=what-another-gateway-said');
    expect(await events.next('everything')).toEqual({ about: 'everything' });
  });

  it.runIf(inject('database') === 'postgres')(
    'is said to be possible, when the database hung up on the gateway; afterwards it hears again',
    async () => {
      const events = await follow();
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'coppice-listener' and datname = current_database()
      `.execute(gateway.store);
      await events.next('everything');
      await registry.create('pose', '1.0.0');
      expect((await events.next('models')).names).toEqual(['pose']);
    },
  );
});

it('ends with the gateway, which does not wait for those who follow', async () => {
  const own = await startGateway();
  const people = await own.newProject();
  const events = await followEvents(own.url, { 'x-auth-token': people.viewer.token });
  await events.next('nothing');
  const closed = own.close();
  await events.rest();
  await closed;
});
