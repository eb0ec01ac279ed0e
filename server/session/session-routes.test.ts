import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCode } from '../testing/clients/http-client.ts';
import { cookieOf } from '../testing/clients/read-answer.ts';
import { startGateway, type TestGateway, type TestProject } from '../testing/setup/start-gateway.ts';

let gateway: TestGateway;
let people: TestProject;

beforeAll(async () => {
  gateway = await startGateway();
  people = await gateway.newProject();
});
afterAll(() => gateway.close());

async function signIn(given: { password?: string; origin?: string; cookie?: string } = {}) {
  const { password = 'operator', origin = gateway.url, cookie } = given;
  const body = { account: people.account, user: 'operator', password, project: people.project };
  const answer = await gateway.http('POST', '/api/session', { origin, body, ...(cookie && { cookie }) });
  return {
    ...answer,
    setCookie: answer.headers.get('set-cookie'),
    /** Of somebody who was let in. */
    get cookie() {
      return cookieOf(answer);
    },
  };
}

const whoAmI = (cookie: string) => gateway.http('GET', '/api/session', { cookie });

describe('signing in', () => {
  it('opens a session that the browser keeps and scripts cannot read', async () => {
    const answer = await signIn();
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      user: { id: people.operator.user_id, name: 'operator' },
      account: { name: people.account },
      project: { id: people.project_id, name: people.project },
      role: 'operator',
    });
    expect(answer.setCookie).toMatch(
      /^coppice_session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/,
    );
    expect((await whoAmI(answer.cookie)).body).toEqual(answer.body);
  });

  it('marks the cookie Secure behind https', async () => {
    const answer = await gateway.http('POST', '/api/session', {
      origin: gateway.url.replace('http:', 'https:'),
      headers: { 'x-forwarded-proto': 'https' },
      body: { account: people.account, user: 'viewer', password: 'viewer', project: people.project },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-coppice_session=.*; Secure/);
  });

  it('tells where services are shown, if that is known, once somebody is in', async () => {
    const service_url = 'https://console.example.com/services/{service_id}';
    const linked = await startGateway({ beside: gateway, settings: { serviceUrl: service_url } });
    const { cookie, body } = await signIn();
    expect(body).toMatchObject({ service_url: null });
    expect((await linked.http('GET', '/api/session', { cookie })).body).toMatchObject({ service_url });
    expect(JSON.stringify((await linked.http('GET', '/api/about')).body)).not.toContain('console.example');
    await linked.close();
  });

  it('does not say what was wrong', async () => {
    const answer = await signIn({ password: 'wrong' });
    expect([answer.status, errorCode(answer), answer.setCookie]).toEqual([401, 'Coppice.0003', null]);
  });

  it('forgives spaces around the names', async () => {
    const body = {
      account: ` ${people.account} `,
      user: 'viewer ',
      password: 'viewer',
      project: people.project,
    };
    const answer = await gateway.http('POST', '/api/session', { origin: gateway.url, body });
    expect(answer.status).toBe(200);
  });

  it('keeps neither session id nor token in the database', async () => {
    const { cookie } = await signIn();
    const rows = await gateway.store.selectFrom('sessions').selectAll().execute();
    const tokens = await gateway.store.selectFrom('tokens').select('token_hash').execute();
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(cookie.split('=')[1]);
    for (const { token_hash } of tokens) expect(stored).not.toContain(token_hash);
  });

  it('never fails on a hostile body', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), async (body) => {
        const { status } = await gateway.http('POST', '/api/session', { origin: gateway.url, body });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
    );
  });
});

describe('a session', () => {
  it('opens both surfaces', async () => {
    const { cookie } = await signIn();
    const models = await gateway.http('GET', `/v1/${people.project_id}/models`, { cookie });
    const groups = await gateway.http('GET', '/api/model-groups', { cookie });
    expect([models.status, groups.status]).toEqual([200, 200]);
  });

  it('is needed', async () => {
    const groups = await gateway.http('GET', '/api/model-groups');
    expect([groups.status, errorCode(groups)]).toEqual([401, 'Coppice.0002']);
    expect((await gateway.http('GET', '/api/session')).status).toBe(401);
  });

  it('expires, on each surface in its own words', async () => {
    const { cookie } = await signIn();
    expect((await whoAmI(cookie)).status).toBe(200);
    await gateway.store.updateTable('sessions').set({ expires_at: 1 }).execute();
    const groups = await gateway.http('GET', '/api/model-groups', { cookie });
    const models = await gateway.http('GET', `/v1/${people.project_id}/models`, { cookie });
    expect([errorCode(groups), errorCode(models)]).toEqual(['Coppice.0002', 'ModelArts.0202']);
  });

  it('ends with its token', async () => {
    const { cookie } = await signIn();
    expect((await whoAmI(cookie)).status).toBe(200);
    await gateway.store.updateTable('tokens').set({ expires_at: 1 }).execute();
    expect(errorCode(await whoAmI(cookie))).toBe('Coppice.0002');
  });

  it('is over at every gateway when it is taken out of the database, its token or not', async () => {
    const { cookie } = await signIn();
    expect((await whoAmI(cookie)).status).toBe(200);
    await gateway.store.deleteFrom('sessions').execute();
    expect(errorCode(await whoAmI(cookie))).toBe('Coppice.0002');
  });

  it('is gone after signing out, and so is its token', async () => {
    const { cookie } = await signIn();
    const count = () =>
      gateway.store
        .selectFrom('tokens')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirst();
    const before = await count();
    const out = await gateway.http('DELETE', '/api/session', { cookie, origin: gateway.url });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^coppice_session=; .*Expires=Thu, 01 Jan 1970/);
    expect((await whoAmI(cookie)).status).toBe(401);
    expect(Number((await count())?.n)).toBe(Number(before?.n) - 1);
  });

  it('is in the audit when somebody signs out, and not when it is over by itself or replaced', async () => {
    const [{ cookie }, again] = [await signIn(), await signIn()];
    await signIn({ cookie: again.cookie });
    const noted = () =>
      gateway.store
        .selectFrom('activities')
        .select(['actor', 'subject', 'count', 'facts'])
        .where('kind', '=', 'sessions-ended')
        .orderBy('activity_id', 'desc')
        .execute();
    const before = await noted();
    const signOut = async () =>
      (await gateway.http('DELETE', '/api/session', { cookie, origin: gateway.url })).status;
    expect([await signOut(), await signOut()]).toEqual([204, 204]);
    const told = { actor: 'operator', subject: 'operator', count: 1, facts: { by: 'console' } };
    expect(await noted()).toEqual([told, ...before]);
  });
});

describe('GET /api/about', () => {
  it('is open, and offers no sample where there is none', async () => {
    const answer = await gateway.http('GET', '/api/about');
    expect(answer.body).toEqual({
      upstream: null,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      sample: null,
    });
  });
});
