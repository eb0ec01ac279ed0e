import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tokenOf } from '../../testing/clients/read-answer.ts';
import { openSession } from '../../testing/fixtures/seed-project.ts';
import { byToken, setUpTokens } from '../../testing/setup/set-up-tokens.ts';
import { sessionsIn } from '../sign-in/sessions.ts';
import { hashSecret } from './tokens.ts';

const ctx = setUpTokens();
const { byName, tokenRequest, askForToken, tokenFor, check, revoke, models, listed, spoil } = ctx;

describe('a token that was got by another', () => {
  it('is for the project that it is asked for, and good for no longer than the other', async () => {
    const first = await tokenFor({ scope: 'unscoped' });
    const expires_at = Date.now() + 60_000;
    await ctx.gateway.store
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
    const { project_id } = await ctx.gateway.newProject();
    const scope = { project: { id: project_id } };
    const answer = await askForToken({ identity: byToken(ctx.people.operator.token), scope });
    expect(answer.status).toBe(401);
  });
});

describe('checking and revoking a token', () => {
  it('tells by GET and HEAD what it is for, as when it was given', async () => {
    const given = await askForToken();
    const subject = tokenOf(given);
    const checked = await check(ctx.people.operator.token, subject);
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
    const id = await sessionsIn(ctx.gateway.store, ctx.gateway.secret).open({ token, ...lifetime });
    const who = () => ctx.gateway.http('GET', '/api/session', { cookie: `coppice_session=${id}` });
    expect((await who()).status).toBe(200);
    await revoke(token, token);
    expect((await who()).status).toBe(401);
    const rows = ctx.gateway.store.selectFrom('sessions').where('session_hash', '=', hashSecret(id));
    expect(await rows.selectAll().execute()).toEqual([]);
  });

  it.each(['GET', 'HEAD', 'DELETE'])("%s says of another's that it is, and does nothing", async (method) => {
    const stranger = await ctx.gateway.newProject();
    const { status } = await check(stranger.operator.token, ctx.people.operator.token, method);
    expect(status).toBe(403);
    expect((await models(ctx.people.operator.token)).status).toBe(200);
  });

  it.each(['GET', 'HEAD', 'DELETE'])(
    "%s needs a token of one's own, and nothing else will do",
    async (method) => {
      const subject = { 'x-subject-token': ctx.people.operator.token };
      const cookie = `coppice_session=${await openSession(ctx.gateway, ctx.people, ctx.people.operator)}`;
      const answers = [
        await ctx.gateway.http(method, '/v3/auth/tokens', { headers: subject }),
        await ctx.gateway.http(method, '/v3/auth/tokens', {
          headers: subject,
          cookie,
          origin: ctx.gateway.url,
        }),
        await ctx.gateway.http(method, '/v3/auth/tokens', { headers: subject, token: 'none of ours' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
      expect((await models(ctx.people.operator.token)).status).toBe(200);
    },
  );

  it.each<[string, number, () => Promise<string | undefined>]>([
    ['that is not said', 400, async () => undefined],
    ['that nobody gave out', 404, async () => 'none of ours'],
    ['that has expired', 404, () => spoil({ expires_at: Date.now() - 1 })],
  ])('answers about a token %s with %i', async (_, status, subjectOf) => {
    const subject = await subjectOf();
    const headers = subject === undefined ? {} : { 'x-subject-token': subject };
    const answer = await ctx.gateway.http('GET', '/v3/auth/tokens', {
      headers,
      token: ctx.people.operator.token,
    });
    expect(answer).toMatchObject({ status, body: { error: { code: status } } });
  });

  it('answers about a token for a project that its user has left with 404', async () => {
    const { viewer } = await ctx.gateway.newProject();
    await ctx.gateway.store.deleteFrom('memberships').where('user_id', '=', viewer.user_id).execute();
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
      modelarts: [`${address}/v1/${ctx.people.project_id}`],
      modelartsv1: [`${address}/v1/${ctx.people.project_id}`],
    });
    expect(urlsOf((await askForToken()).body)).toEqual(of(ctx.gateway.url));
    const headers = { 'x-forwarded-host': 'models.example.com', 'x-forwarded-proto': 'https' };
    const behind = await ctx.gateway.http('POST', '/v3/auth/tokens', {
      headers,
      body: tokenRequest({ scope: byName() }),
    });
    expect(urlsOf(behind.body)).toEqual(of('https://models.example.com'));
    const { token } = ctx.people.operator;
    const checked = await ctx.gateway.http('GET', '/v3/auth/tokens', {
      ...{ token, headers: { ...headers, 'x-subject-token': token } },
    });
    expect(urlsOf(checked.body)).toEqual(of('https://models.example.com'));
  });

  it('has no registry where the token is for no project', async () => {
    const answer = await ctx.gateway.http('POST', '/v3/auth/tokens', { body: tokenRequest() });
    expect(Object.keys(urlsOf(answer.body))).toEqual(['identity', 'iam']);
  });
});
