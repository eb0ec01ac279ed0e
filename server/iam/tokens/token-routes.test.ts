import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCode } from '../../testing/clients/http-client.ts';
import { tokenOf } from '../../testing/clients/read-answer.ts';
import { byPassword, byToken, setUpTokens, type TokenRequest } from '../../testing/setup/set-up-tokens.ts';

const ctx = setUpTokens();
const { tokenRequest, askForToken, models } = ctx;

const operator = () => ({ name: 'operator', password: 'operator' });
const inDomain = (domain: object) => ({ project: { name: ctx.people.project, domain } });

describe('POST /v3/auth/tokens', () => {
  it('gives a token in X-Subject-Token and says whose it is', async () => {
    const answer = await askForToken();
    expect(answer.status).toBe(201);
    const token = tokenOf(answer);
    expect((await models(token)).status).toBe(200);
    const account = { id: ctx.people.account_id, name: ctx.people.account };
    expect(answer.body).toMatchObject({
      token: {
        methods: ['password'],
        user: { id: ctx.people.operator.user_id, name: 'operator', domain: account },
        project: { id: ctx.people.project_id, name: ctx.people.project, domain: account },
        roles: [{ name: 'operator' }],
        catalog: expect.arrayContaining([expect.objectContaining({ type: 'modelarts' })]),
      },
    });
  });

  it.each<[string, () => TokenRequest]>([
    [
      'the domain by its id',
      () => ({ identity: byPassword({ ...operator(), domain: { id: ctx.people.account_id } }) }),
    ],
    [
      'the user by its id',
      () => ({ identity: byPassword({ id: ctx.people.operator.user_id, password: 'operator' }) }),
    ],
    ['a project by its id', () => ({ scope: { project: { id: ctx.people.project_id } } })],
    ['a project with its domain', () => ({ scope: inDomain({ name: ctx.people.account }) })],
    ['a project with the id of its domain', () => ({ scope: inDomain({ id: ctx.people.account_id }) })],
    ['a token that is good for it', () => ({ identity: byToken(ctx.people.operator.token) })],
  ])('takes %s', async (_, given) => {
    const answer = await askForToken(given());
    expect(answer).toMatchObject({
      status: 201,
      body: { token: { user: { name: 'operator' }, project: { id: ctx.people.project_id } } },
    });
    expect((await models(tokenOf(answer))).status).toBe(200);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['unscoped', 'unscoped'],
  ])('gives a token for no project when the scope is %s', async (_, scope) => {
    const answer = await ctx.gateway.http('POST', '/v3/auth/tokens', { body: tokenRequest({ scope }) });
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

  it.each<[string, TokenRequest]>([
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
    const answer = await ctx.gateway.http('POST', '/v3/auth/tokens', { body: { auth: {} } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: 400, title: 'Bad Request' } });
    expect(JSON.stringify(answer.body)).toContain('auth.identity');
  });

  it('stores only the hash of a token', async () => {
    const token = tokenOf(await askForToken());
    const rows = await ctx.gateway.store.selectFrom('tokens').select('token_hash').execute();
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
        const { status } = await ctx.gateway.http('POST', '/v3/auth/tokens', { body });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
    );
  });
});

describe('a token', () => {
  it('without a project lists projects, and nothing else', async () => {
    const answer = await ctx.gateway.http('POST', '/v3/auth/tokens', { body: tokenRequest() });
    const token = tokenOf(answer);
    expect(answer.body).not.toHaveProperty('token.project');

    const projects = await ctx.gateway.http('GET', '/v3/auth/projects', { token });
    expect(projects.body).toMatchObject({
      projects: [
        {
          id: ctx.people.project_id,
          name: ctx.people.project,
          domain_id: ctx.people.account_id,
          enabled: true,
        },
      ],
    });
    const refused = await models(token);
    expect([refused.status, errorCode(refused)]).toEqual([401, 'ModelArts.0212']);
  });

  it('is needed', async () => {
    const answer = await ctx.gateway.http('GET', `/v1/${ctx.people.project_id}/models`);
    expect([answer.status, errorCode(answer)]).toEqual([401, 'ModelArts.0201']);
    expect((await ctx.gateway.http('GET', '/v3/auth/projects')).status).toBe(401);
  });

  it('that nobody gave out is unreadable', async () => {
    const answer = await models('not-a-token');
    expect([answer.status, errorCode(answer)]).toEqual([401, 'ModelArts.0203']);
  });

  it('expires', async () => {
    const other = await ctx.gateway.newProject();
    await ctx.gateway.store
      .updateTable('tokens')
      .set({ expires_at: Date.now() - 1 })
      .where('user_id', '=', other.operator.user_id)
      .execute();
    const { token } = other.operator;
    const answer = await ctx.gateway.http('GET', `/v1/${other.project_id}/models`, { token });
    expect([answer.status, errorCode(answer)]).toEqual([401, 'ModelArts.0202']);
  });

  it('ends with the membership', async () => {
    const { project_id, viewer } = await ctx.gateway.newProject();
    await ctx.gateway.store.deleteFrom('memberships').where('user_id', '=', viewer.user_id).execute();
    const answer = await ctx.gateway.http('GET', `/v1/${project_id}/models`, { token: viewer.token });
    expect([answer.status, errorCode(answer)]).toEqual([403, 'ModelArts.0108']);
  });
});
