import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MadeKey, OwnKeys, OwnSessions } from '../../core/console-api/access/people.ts';
import { must } from '../../core/testing/must.ts';
import { addAccessKey } from '../iam/signature/access-keys.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { cookieOf } from '../testing/clients/read-answer.ts';
import { signingClient } from '../testing/clients/signing-client.ts';
import { openSession } from '../testing/fixtures/seed-project.ts';
import { startGateway, type TestGateway, type TestProject } from '../testing/setup/start-gateway.ts';

/** What nobody waits for is written soon. */
const SOON = { timeout: 20_000 };

let gateway: TestGateway;
let project: TestProject;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  project = await gateway.newProject();
});

const as = (cookie: string) => (method: string, path: string, body?: unknown) =>
  gateway.http(method, path, { cookie, origin: gateway.url, ...(body !== undefined && { body }) });
const signedIn = async (user: 'viewer' | 'operator' = 'viewer') =>
  as(`coppice_session=${await openSession(gateway, project, project[user])}`);
type Client = ReturnType<typeof as>;
const sessionsOf = async (client: Client) =>
  OwnSessions.parse((await client('GET', '/api/me/sessions')).body);
const keysOf = async (client: Client) => OwnKeys.parse((await client('GET', '/api/me/keys')).body).keys;

const kinds = async () => {
  const rows = gateway.store
    .selectFrom('activities')
    .where('account_id', '=', project.account_id)
    .where('kind', '<>', 'signed-in');
  return (await rows.select(['kind', 'actor', 'count']).orderBy('activity_id').execute()).map(
    ({ kind, actor, count }) => `${actor} ${kind} ${count}`,
  );
};

describe("one's own sessions", () => {
  it('are listed, the one that asks marked, with the browser that each was opened in', async () => {
    const body = { account: project.account, user: 'viewer', password: 'viewer', project: 'workshop' };
    const headers = { 'user-agent': `Lynx/2.9 ${'x'.repeat(999)}` };
    const answer = await gateway.http('POST', '/api/session', { origin: gateway.url, body, headers });
    const here = as(cookieOf(answer));
    await signedIn('viewer');
    await signedIn('operator');
    const { sessions, tokens } = await sessionsOf(here);
    expect(tokens).toBe(1);
    expect(sessions).toHaveLength(2);
    const [mine, ...others] = sessions.toSorted((one, other) => Number(other.is_this) - Number(one.is_this));
    expect(mine).toMatchObject({ is_this: true, project_name: 'workshop', address: '127.0.0.1' });
    expect(mine?.user_agent).toMatch(/^Lynx\/2\.9 x{200,291}$/);
    expect(others).toMatchObject([{ is_this: false, user_agent: null }]);
    expect(JSON.stringify(sessions)).not.toContain(cookieOf(answer).split('=')[1]);
  });

  it('are noted to be in use', async () => {
    const here = await signedIn();
    await gateway.store.updateTable('sessions').set({ seen_at: 1 }).execute();
    await here('GET', '/api/model-groups');
    await expect.poll(async () => (await sessionsOf(here)).sessions[0]?.seen_at, SOON).toBeGreaterThan(1);
  });

  it('are ended one by one, and nobody ends those of another', async () => {
    const [here, there, stranger] = [await signedIn(), await signedIn(), await signedIn('operator')];
    const other = must((await sessionsOf(here)).sessions.find((session) => !session.is_this));
    const path = `/api/me/sessions/${other.session_id}`;
    const refused = await stranger('DELETE', path);
    expect([refused.status, errorCode(refused)]).toEqual([404, 'Coppice.0006']);
    expect((await there('GET', '/api/session')).status).toBe(200);
    expect((await here('DELETE', path)).status).toBe(204);
    expect((await there('GET', '/api/session')).status).toBe(401);
    expect((await here('DELETE', path)).status).toBe(404);
    expect((await sessionsOf(here)).sessions).toHaveLength(1);
    expect(await kinds()).toEqual(['viewer sessions-ended 1']);
  });

  it('are ended all but this one, and so are the tokens', async () => {
    const [here, there, colleague] = [await signedIn(), await signedIn(), await signedIn('operator')];
    const ended = await here('DELETE', '/api/me/sessions');
    expect(ended.body).toMatchObject({ sessions: 1, tokens: 1, keys: 0 });
    const models = `/v1/${project.project_id}/models`;
    const statuses = [
      await here('GET', '/api/session'),
      await there('GET', '/api/session'),
      await colleague('GET', '/api/session'),
      await gateway.http('GET', models, { token: project.viewer.token }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 401, 200, 401]);
    expect(await kinds()).toEqual(['viewer sessions-ended 2']);
    await here('DELETE', '/api/me/sessions');
    expect(await kinds()).toHaveLength(1);
  });
});

describe("one's own access keys", () => {
  it('are made, listed without their secret, used and removed, by everybody for themselves', async () => {
    const [here, stranger] = [await signedIn(), await signedIn('operator')];
    const made = await here('POST', '/api/me/keys');
    expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store']);
    const key = MadeKey.parse(made.body);
    expect(await keysOf(here)).toMatchObject([{ access_key: key.access_key, last_used_at: null }]);
    expect(JSON.stringify(await keysOf(here))).not.toContain(key.secret_key);
    expect(await keysOf(stranger)).toEqual([]);
    const client = signingClient(gateway, key);
    expect((await client('GET', '/v3/projects')).status).toBe(200);
    await expect.poll(async () => (await keysOf(here))[0]?.last_used_at, SOON).toBeGreaterThan(0);

    const path = `/api/me/keys/${key.access_key}`;
    expect((await stranger('DELETE', path)).status).toBe(404);
    expect((await here('DELETE', path)).status).toBe(204);
    expect((await client('GET', '/v3/projects')).status).toBe(403);
    expect(await kinds()).toEqual(['viewer key-made 1', 'viewer key-removed 1']);
  });
});

describe("one's own password", () => {
  it('is changed by who knows the old one; all else that one had ends', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    await addAccessKey(gateway.store, gateway.secret, project.viewer.user_id);
    const password = 'quite another';
    const wrong = await here('PUT', '/api/me/password', { old_password: 'guess', password });
    expect([wrong.status, errorCode(wrong)]).toEqual([403, 'Coppice.0022']);
    const short = await here('PUT', '/api/me/password', { old_password: 'viewer', password: 'short' });
    expect(short.status).toBe(400);
    expect((await there('GET', '/api/session')).status).toBe(200);
    const changed = await here('PUT', '/api/me/password', { old_password: 'viewer', password });
    expect(changed.body).toMatchObject({ sessions: 1, tokens: 1, keys: 1 });
    expect((await here('GET', '/api/session')).status).toBe(200);
    expect((await there('GET', '/api/session')).status).toBe(401);
    expect(await keysOf(here)).toEqual([]);
    const body = { account: project.account, user: 'viewer', password, project: 'workshop' };
    const again = await gateway.http('POST', '/api/session', { origin: gateway.url, body });
    expect(again.status).toBe(200);
    expect(await kinds()).toEqual(['viewer user-password-set 1']);
  });

  it('is not to be guessed: tries count as those of a sign-in do', async () => {
    const strict = await startGateway({ beside: gateway, signInTries: 2 });
    const cookie = `coppice_session=${await openSession(gateway, project, project.viewer)}`;
    const guess = (password: string) =>
      strict.http('PUT', '/api/me/password', {
        cookie,
        origin: strict.url,
        body: { old_password: password, password: 'quite another' },
      });
    const statuses = [await guess('a'), await guess('b'), await guess('viewer')].map(({ status }) => status);
    expect(statuses).toEqual([403, 403, 429]);
    await strict.close();
  });
});
