import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCode } from '../testing/http-client.ts';
import { startGateway, type TestGateway, type TestProject } from '../testing/start-gateway.ts';

let gateway: TestGateway;
let people: TestProject;

beforeAll(async () => {
  gateway = await startGateway();
  people = await gateway.newProject();
});
afterAll(() => gateway.close());

type Given = { account?: string; user?: string; password?: string; scope?: unknown };

function tokenRequest({ account = people.account, user = 'operator', password = user, scope }: Given = {}) {
  const identity = {
    methods: ['password'],
    password: { user: { name: user, password, domain: { name: account } } },
  };
  return { auth: { identity, ...(scope !== undefined && { scope }) } };
}

const askForToken = (given: Given = {}) =>
  gateway.http('POST', '/v3/auth/tokens', { body: tokenRequest({ scope: byName(), ...given }) });
const byName = (name = people.project) => ({ project: { name } });
const models = (token: string) => gateway.http('GET', `/v1/${people.project_id}/models`, { token });

describe('POST /v3/auth/tokens', () => {
  it('gives a token in X-Subject-Token and says whose it is', async () => {
    const answer = await askForToken();
    expect(answer.status).toBe(201);
    const token = answer.headers.get('x-subject-token') ?? '';
    expect((await models(token)).status).toBe(200);
    const account = { id: people.account_id, name: people.account };
    expect(answer.body).toMatchObject({
      token: {
        methods: ['password'],
        user: { id: people.operator.user_id, name: 'operator', domain: account },
        project: { id: people.project_id, name: people.project, domain: account },
        roles: [{ name: 'operator' }],
        catalog: [],
      },
    });
  });

  it('takes the project by its id too', async () => {
    expect((await askForToken({ scope: { project: { id: people.project_id } } })).status).toBe(201);
  });

  it.each<[string, Given]>([
    ['password', { password: 'wrong' }],
    ['user', { user: 'nobody' }],
    ['account', { account: 'nowhere' }],
    ['project', { scope: { project: { name: 'other' } } }],
    ['project id', { scope: { project: { id: 'other' } } }],
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
    const token = (await askForToken()).headers.get('x-subject-token') ?? '';
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
    const token = answer.headers.get('x-subject-token') ?? '';
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
