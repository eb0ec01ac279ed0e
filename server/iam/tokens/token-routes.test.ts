import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { errorCode } from '../../testing/clients/http-client.ts';
import { tokenOf } from '../../testing/clients/read-answer.ts';
import { openSession } from '../../testing/fixtures/seed-project.ts';
import { startGateway, type TestGateway, type TestProject } from '../../testing/setup/start-gateway.ts';
import { sessionsIn } from '../sign-in/sessions.ts';
import { hashSecret } from './tokens.ts';

let gateway: TestGateway;
let people: TestProject;

beforeAll(async () => {
  const hosts = [{ name: 'models.example.com', port: undefined, isBelow: false }];
  gateway = await startGateway({ settings: { hosts } });
  people = await gateway.newProject();
});
afterAll(() => gateway.close());

type Given = { account?: string; user?: string; password?: string; scope?: unknown; identity?: object };

function tokenRequest(given: Given = {}) {
  const { account = people.account, user = 'operator', password = user, scope } = given;
  const byNames = byPassword({ name: user, password, domain: { name: account } });
  return { auth: { identity: given.identity ?? byNames, ...(scope !== undefined && { scope }) } };
}

const byPassword = (user: object) => ({ methods: ['password'], password: { user } });
const byToken = (id: string) => ({ methods: ['token'], token: { id } });

const operator = () => ({ name: 'operator', password: 'operator' });
const inDomain = (domain: object) => ({ project: { name: people.project, domain } });
const askForToken = (given: Given = {}) =>
  gateway.http('POST', '/v3/auth/tokens', { body: tokenRequest({ scope: byName(), ...given }) });
const byName = (name = people.project) => ({ project: { name } });
const models = (token: string) => gateway.http('GET', `/v1/${people.project_id}/models`, { token });

describe('POST /v3/auth/tokens', () => {
  it('gives a token in X-Subject-Token and says whose it is', async () => {
    const answer = await askForToken();
    expect(answer.status).toBe(201);
    const token = tokenOf(answer);
    expect((await models(token)).status).toBe(200);
    const account = { id: people.account_id, name: people.account };
    expect(answer.body).toMatchObject({
      token: {
        methods: ['password'],
        user: { id: people.operator.user_id, name: 'operator', domain: account },
        project: { id: people.project_id, name: people.project, domain: account },
        roles: [{ name: 'operator' }],
        catalog: expect.arrayContaining([expect.objectContaining({ type: 'modelarts' })]),
      },
    });
  });

  it.each<[string, () => Given]>([
    [
      'the domain by its id',
      () => ({ identity: byPassword({ ...operator(), domain: { id: people.account_id } }) }),
    ],
    [
      'the user by its id',
      () => ({ identity: byPassword({ id: people.operator.user_id, password: 'operator' }) }),
    ],
    ['a project by its id', () => ({ scope: { project: { id: people.project_id } } })],
    ['a project with its domain', () => ({ scope: inDomain({ name: people.account }) })],
    ['a project with the id of its domain', () => ({ scope: inDomain({ id: people.account_id }) })],
    ['a token that is good for it', () => ({ identity: byToken(people.operator.token) })],
  ])('takes %s', async (_, given) => {
    const answer = await askForToken(given());
    expect(answer).toMatchObject({
      status: 201,
      body: { token: { user: { name: 'operator' }, project: { id: people.project_id } } },
    });
    expect((await models(tokenOf(answer))).status).toBe(200);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['unscoped', 'unscoped'],
  ])('gives a token for no project when the scope is %s', async (_, scope) => {
    const answer = await gateway.http('POST', '/v3/auth/tokens', { body: tokenRequest({ scope }) });
    expect(answer.status).toBe(201);
    expect(answer.body).not.toHaveProperty('token.project');
    expect(answer.body).not.toHaveProperty('token.roles');
  });

  it.each<[string, object]>([
    ['a domain', { scope: { domain: { name: 'acme' } } }],
    ['a system', { scope: { system: { all: true } } }],
    ['two methods', { identity: { ...byToken('x'), methods: ['password', 'token'] } }],
    ['a name without a domain', { identity: byPassword({ name: 'operator', password: 'operator' }) }],
    ['no password', { identity: byPassword({ name: 'operator', domain: { name: 'acme' } }) }],
    ['another method', { identity: { methods: ['totp'], totp: {} } }],
  ])('refuses %s in the form of IAM, and says what it takes', async (_, given) => {
    const answer = await askForToken(given);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 400, title: 'Bad Request' } } });
    expect(JSON.stringify(answer.body)).toMatch(/auth\.(scope|identity)\S*: \w+ to (be|have) /);
  });

  it.each<[string, Given]>([
    ['password', { password: 'wrong' }],
    ['user', { user: 'nobody' }],
    ['account', { account: 'nowhere' }],
    ['project', { scope: { project: { name: 'other' } } }],
    ['project id', { scope: { project: { id: 'other' } } }],
    ["project's domain", { scope: { project: { name: 'workshop', domain: { name: 'other' } } } }],
    ["project's domain id", { scope: { project: { name: 'workshop', domain: { id: 'other' } } } }],
    ['user id', { identity: byPassword({ id: 'nobody', password: 'operator' }) }],
    ['domain id', { identity: byPassword({ name: 'operator', password: 'operator', domain: { id: 'x' } }) }],
  ])('answers a wrong %s like every other', async (_, given) => {
    const answer = await askForToken(given);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      error: {
        code: 401,
        message: 'The request you have made requires authentication.',
        title: 'Unauthorized',
      },
    });
    expect(answer.headers.get('x-subject-token')).toBeNull();
  });

  it('answers a body that it cannot read with what is wrong', async () => {
    const answer = await gateway.http('POST', '/v3/auth/tokens', { body: { auth: {} } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: 400, title: 'Bad Request' } });
    expect(JSON.stringify(answer.body)).toContain('auth.identity');
  });

  it('stores only the hash of a token', async () => {
    const token = tokenOf(await askForToken());
    const rows = await gateway.store.selectFrom('tokens').select('token_hash').execute();
    expect(rows.map((row) => row.token_hash)).not.toContain(token);
  });

  it('never fails on a hostile body', async () => {
    const hostile = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{"auth":"\\u0000"}', '['),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (body) => {
        const { status } = await gateway.http('POST', '/v3/auth/tokens', { body });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
    );
  });
});

describe('a token', () => {
  it('without a project lists projects, and nothing else', async () => {
    const answer = await gateway.http('POST', '/v3/auth/tokens', { body: tokenRequest() });
    const token = tokenOf(answer);
    expect(answer.body).not.toHaveProperty('token.project');

    const projects = await gateway.http('GET', '/v3/auth/projects', { token });
    expect(projects.body).toMatchObject({
      projects: [
        { id: people.project_id, name: people.project, domain_id: people.account_id, enabled: true },
      ],
    });
    const refused = await models(token);
    expect([refused.status, errorCode(refused)]).toEqual([401, 'ModelArts.0212']);
  });

  it('is needed', async () => {
    const answer = await gateway.http('GET', `/v1/${people.project_id}/models`);
    expect([answer.status, errorCode(answer)]).toEqual([401, 'ModelArts.0201']);
    expect((await gateway.http('GET', '/v3/auth/projects')).status).toBe(401);
  });

  it('that nobody gave out is unreadable', async () => {
    const answer = await models('not-a-token');
    expect([answer.status, errorCode(answer)]).toEqual([401, 'ModelArts.0203']);
  });

  it('expires', async () => {
    const other = await gateway.newProject();
    await gateway.store
      .updateTable('tokens')
      .set({ expires_at: Date.now() - 1 })
      .where('user_id', '=', other.operator.user_id)
      .execute();
    const { token } = other.operator;
    const answer = await gateway.http('GET', `/v1/${other.project_id}/models`, { token });
    expect([answer.status, errorCode(answer)]).toEqual([401, 'ModelArts.0202']);
  });

  it('ends with the membership', async () => {
    const { project_id, viewer } = await gateway.newProject();
    await gateway.store.deleteFrom('memberships').where('user_id', '=', viewer.user_id).execute();
    const answer = await gateway.http('GET', `/v1/${project_id}/models`, { token: viewer.token });
    expect([answer.status, errorCode(answer)]).toEqual([403, 'ModelArts.0108']);
  });
});

describe('a token that was got by another', () => {
  it('is for the project that it is asked for, and good for no longer than the other', async () => {
    const first = await tokenFor({ scope: 'unscoped' });
    const expires_at = Date.now() + 60_000;
    await gateway.store
      .updateTable('tokens')
      .set({ expires_at })
      .where('token_hash', '=', hashSecret(first))
      .execute();
    const answer = await askForToken({ identity: byToken(first) });
    expect(answer.body).toMatchObject({
      token: { methods: ['password', 'token'], expires_at: new Date(expires_at).toISOString() },
    });
    const again = await askForToken({ identity: byToken(tokenOf(answer)) });
    expect(again.body).toMatchObject({
      token: { methods: ['password', 'token'], expires_at: new Date(expires_at).toISOString() },
    });
  });

  it('stays when the other is revoked, as with Keystone', async () => {
    const first = await tokenFor({ scope: 'unscoped' });
    const second = await tokenFor({ identity: byToken(first) });
    await revoke(first, first);
    expect([(await listed(first)).status, (await models(second)).status]).toEqual([401, 200]);
  });

  it.each([
    ['unknown', async () => 'none of ours'],
    ['revoked', async () => tokenFor().then((token) => revoke(token, token).then(() => token))],
  ])('is not given for one that is %s', async (_, tokenOf) => {
    const answer = await askForToken({ identity: byToken(await tokenOf()) });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 401, title: 'Unauthorized' } } });
  });

  it('is not given for a project that is not theirs', async () => {
    const { project_id } = await gateway.newProject();
    const scope = { project: { id: project_id } };
    const answer = await askForToken({ identity: byToken(people.operator.token), scope });
    expect(answer.status).toBe(401);
  });
});

describe('checking and revoking a token', () => {
  it('tells by GET and HEAD what it is for, as when it was given', async () => {
    const given = await askForToken();
    const subject = tokenOf(given);
    const checked = await check(people.operator.token, subject);
    expect([checked.status, checked.body]).toEqual([200, given.body]);
    expect(checked.headers.get('x-subject-token')).toBe(subject);
    expect(checked.headers.get('cache-control')).toBe('no-store');
    const head = await check(subject, subject, 'HEAD');
    expect([head.status, head.body]).toEqual([200, '']);
    const unscoped = await tokenFor({ scope: 'unscoped' });
    expect((await check(unscoped, unscoped)).body).not.toHaveProperty('token.project');
  });

  it('revokes one, and no other', async () => {
    const [one, other] = [await tokenFor(), await tokenFor()];
    expect((await revoke(other, one)).status).toBe(204);
    expect([(await models(one)).status, (await models(other)).status]).toEqual([401, 200]);
    expect((await check(other, one)).status).toBe(404);
    expect((await revoke(other, one)).status).toBe(404);
  });

  it('ends the session that is built on it', async () => {
    const token = await tokenFor();
    const lifetime = { issued_at: Date.now(), expires_at: Date.now() + 60_000 };
    const id = await sessionsIn(gateway.store, gateway.secret).open({ token, ...lifetime });
    const who = () => gateway.http('GET', '/api/session', { cookie: `coppice_session=${id}` });
    expect((await who()).status).toBe(200);
    await revoke(token, token);
    expect((await who()).status).toBe(401);
    const rows = gateway.store.selectFrom('sessions').where('session_hash', '=', hashSecret(id));
    expect(await rows.selectAll().execute()).toEqual([]);
  });

  it.each(['GET', 'HEAD', 'DELETE'])("%s says of another's that it is, and does nothing", async (method) => {
    const stranger = await gateway.newProject();
    const { status } = await check(stranger.operator.token, people.operator.token, method);
    expect(status).toBe(403);
    expect((await models(people.operator.token)).status).toBe(200);
  });

  it.each(['GET', 'HEAD', 'DELETE'])(
    "%s needs a token of one's own, and nothing else will do",
    async (method) => {
      const subject = { 'x-subject-token': people.operator.token };
      const cookie = `coppice_session=${await openSession(gateway, people, people.operator)}`;
      const answers = [
        await gateway.http(method, '/v3/auth/tokens', { headers: subject }),
        await gateway.http(method, '/v3/auth/tokens', { headers: subject, cookie, origin: gateway.url }),
        await gateway.http(method, '/v3/auth/tokens', { headers: subject, token: 'none of ours' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
      expect((await models(people.operator.token)).status).toBe(200);
    },
  );

  it.each<[string, number, () => Promise<string | undefined>]>([
    ['that is not said', 400, async () => undefined],
    ['that nobody gave out', 404, async () => 'none of ours'],
    ['that has expired', 404, () => spoil({ expires_at: Date.now() - 1 })],
  ])('answers about a token %s with %i', async (_, status, subjectOf) => {
    const subject = await subjectOf();
    const headers = subject === undefined ? {} : { 'x-subject-token': subject };
    const answer = await gateway.http('GET', '/v3/auth/tokens', { headers, token: people.operator.token });
    expect(answer).toMatchObject({ status, body: { error: { code: status } } });
  });

  it('answers about a token for a project that its user has left with 404', async () => {
    const { viewer } = await gateway.newProject();
    await gateway.store.deleteFrom('memberships').where('user_id', '=', viewer.user_id).execute();
    expect((await check(viewer.token, viewer.token)).status).toBe(404);
  });
});

describe('the catalog of a token', () => {
  const Catalog = z.object({
    token: z.object({
      catalog: z.array(
        z.object({ type: z.string(), endpoints: z.array(z.looseObject({ url: z.string() })) }),
      ),
    }),
  });
  const urlsOf = (body: unknown) =>
    Object.fromEntries(
      Catalog.parse(body).token.catalog.map(({ type, endpoints }) => [type, endpoints.map(({ url }) => url)]),
    );

  it('says where IAM and the registry are, by the address that the caller used', async () => {
    const of = (address: string) => ({
      ...{ identity: [`${address}/v3`], iam: [`${address}/v3`] },
      modelarts: [`${address}/v1/${people.project_id}`],
      modelartsv1: [`${address}/v1/${people.project_id}`],
    });
    expect(urlsOf((await askForToken()).body)).toEqual(of(gateway.url));
    const headers = { 'x-forwarded-host': 'models.example.com', 'x-forwarded-proto': 'https' };
    const behind = await gateway.http('POST', '/v3/auth/tokens', {
      headers,
      body: tokenRequest({ scope: byName() }),
    });
    expect(urlsOf(behind.body)).toEqual(of('https://models.example.com'));
    const { token } = people.operator;
    const checked = await gateway.http('GET', '/v3/auth/tokens', {
      ...{ token, headers: { ...headers, 'x-subject-token': token } },
    });
    expect(urlsOf(checked.body)).toEqual(of('https://models.example.com'));
  });

  it('has no registry where the token is for no project', async () => {
    const answer = await gateway.http('POST', '/v3/auth/tokens', { body: tokenRequest() });
    expect(Object.keys(urlsOf(answer.body))).toEqual(['identity', 'iam']);
  });
});

const tokenFor = async (given: Given = {}) => tokenOf(await askForToken(given));
const listed = (token: string) => gateway.http('GET', '/v3/auth/projects', { token });
const check = (token: string, subject: string, method = 'GET') =>
  gateway.http(method, '/v3/auth/tokens', { token, headers: { 'x-subject-token': subject } });
const revoke = (token: string, subject: string) => check(token, subject, 'DELETE');

/** A token that is changed after it was given. */
async function spoil(change: { expires_at: number }): Promise<string> {
  const token = await tokenFor();
  await gateway.store.updateTable('tokens').set(change).where('token_hash', '=', hashSecret(token)).execute();
  return token;
}
