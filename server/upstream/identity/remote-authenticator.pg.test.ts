import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { first, must } from '../../../core/testing/must.ts';
import { addAccessKey } from '../../iam/signature/access-keys.ts';
import { callerOfToken } from '../../iam/tokens/tokens.ts';
import { errorCode } from '../../testing/clients/http-client.ts';
import { tokenOf } from '../../testing/clients/read-answer.ts';
import { callerFor } from '../../testing/fixtures/caller-for.ts';
import { tokensOf } from '../../testing/fixtures/tokens-of.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import { openUpstream } from '../transport/upstream.ts';
import { remoteCredentialsIn } from './remote-credentials.ts';

const ctx = setUpRemote();

const given = (change: object = {}) => ({
  ...{ account: ctx.project.account, user: 'operator', password: 'operator', project: 'workshop' },
  ...change,
});
const post = (path: string, body: unknown) => ctx.front.http('POST', path, { body, origin: ctx.front.url });
describe('signing in to a remote registry', () => {
  it('lets in whom the remote IAM knows, in the project that they name', async () => {
    const answer = await post('/api/session', given());
    expect(answer).toMatchObject({
      status: 200,
      body: {
        user: { id: ctx.project.operator.user_id, name: 'operator' },
        account: { id: ctx.project.account_id, name: ctx.project.account },
        project: { id: ctx.project.project_id, name: 'workshop' },
        role: 'operator',
        is_mirrored: true,
      },
    });
    const viewer = await post('/api/session', given({ user: 'viewer', password: 'viewer' }));
    expect(viewer.body).toMatchObject({ role: 'viewer' });
  });

  it.each([
    ['the account', { account: 'nobody' }],
    ['the user', { user: 'nobody' }],
    ['the password', { password: 'wrong' }],
    ['the project', { project: 'elsewhere' }],
  ])('lets nobody in who has %s wrong, and does not say what is', async (_, change) => {
    const answer = await post('/api/session', given(change));
    expect(answer).toMatchObject({ status: 401, body: { error_code: 'Coppice.0003' } });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('lists the projects to choose from, for a password and for a key', async () => {
    const { project: _, ...person } = given();
    const projects = [{ id: ctx.project.project_id, name: 'workshop' }];
    expect(await post('/api/session/projects', person)).toMatchObject({ status: 200, body: { projects } });
    const key = await addAccessKey(ctx.remote.store, ctx.remote.secret, ctx.project.operator.user_id);
    expect(await post('/api/session/projects', key)).toMatchObject({ status: 200, body: { projects } });
    const wrong = { ...key, secret_key: 'guessed' };
    expect(errorCode(await post('/api/session/projects', wrong))).toBe('Coppice.0003');
  });

  it('lets a key in, and names it on what it does', async () => {
    const key = await addAccessKey(ctx.remote.store, ctx.remote.secret, ctx.project.operator.user_id);
    const answer = await post('/api/session', { ...key, project: 'workshop' });
    expect(answer).toMatchObject({
      status: 200,
      body: { user: { name: key.access_key }, project: { id: ctx.project.project_id }, role: 'operator' },
    });
    const wrong = await post('/api/session', { ...key, secret_key: 'guessed', project: 'workshop' });
    expect(wrong).toMatchObject({ status: 401, body: { error_code: 'Coppice.0003' } });
  });

  it('gives programs a token of its own for a password', async () => {
    const { account, user, password, project } = given();
    const auth = {
      identity: {
        methods: ['password'],
        password: { user: { name: user, password, domain: { name: account } } },
      },
      scope: { project: { name: project } },
    };
    const answer = await ctx.front.http('POST', '/v3/auth/tokens', { body: { auth } });
    expect(answer.status).toBe(201);
    const token = tokenOf(answer);
    expect(await callerOfToken(ctx.front.store, token)).toMatchObject({ user_name: 'operator' });
    const row = first(await tokensOf(ctx.front.store, ctx.project.project_id));
    const kept = await remoteCredentialsIn(ctx.front.store, remoteBackend(), ctx.front.secret).of(
      callerFor(ctx.project, row),
    );
    expect(kept.kind === 'password' && kept.token).not.toBe(token);
  });

  it('keeps nothing readable of what somebody came with', async () => {
    await post('/api/session', given({ user: 'viewer', password: 'viewer' }));
    const key = await addAccessKey(ctx.remote.store, ctx.remote.secret, ctx.project.operator.user_id);
    await post('/api/session', { ...key, project: 'workshop' });
    const rows = await tokensOf(ctx.front.store, ctx.project.project_id);
    expect(rows).toHaveLength(2);
    for (const { sealed_login } of rows) {
      expect(sealed_login).toMatch(/^[\w-]{100,}$/);
      const bytes = Buffer.from(must(sealed_login), 'base64url').toString('latin1');
      expect(bytes).not.toContain(key.secret_key);
      expect(bytes).not.toContain('password');
    }
  });

  it('follows a name that is somebody else there now', async () => {
    await post('/api/session', given());
    ctx.proxy.respond = ({ url }, outgoing) => {
      if (url !== '/v3/auth/tokens') return undefined;
      const domain = { id: ctx.project.account_id, name: ctx.project.account };
      const token = {
        ...{ expires_at: new Date(Date.now() + 86_400_000).toISOString(), roles: [{ name: 'operator' }] },
        ...{
          user: { id: 'another', name: 'operator', domain },
          project: { id: ctx.project.project_id, name: 'workshop' },
        },
      };
      return outgoing.writeHead(201, { 'x-subject-token': 't' }).end(JSON.stringify({ token }));
    };
    const answer = await post('/api/session', given());
    expect(answer).toMatchObject({ status: 200, body: { user: { id: 'another', name: 'operator' } } });
  });
});

describe('a program that asks for a token as clients of IAM do', () => {
  const user = (whose: object) => ({ password: 'operator', ...whose });
  const byNames = () => user({ name: 'operator', domain: { name: ctx.project.account } });
  const byPassword = (whose: object) => ({ methods: ['password'], password: { user: whose } });
  const byToken = (id: string) => ({ methods: ['token'], token: { id } });
  const inProject = () => ({ project: { id: ctx.project.project_id } });
  const ask = (identity: object, scope?: unknown) =>
    ctx.front.http('POST', '/v3/auth/tokens', {
      body: { auth: { identity, ...(scope !== undefined && { scope }) } },
    });
  const list = (token: string) => ctx.front.http('GET', `/v1/${ctx.project.project_id}/models`, { token });

  it('is let in by ids, once the remote IAM has said whose they are', async () => {
    const { account_id, operator } = ctx.project;
    const ways = [
      byPassword(user({ name: 'operator', domain: { id: account_id } })),
      byPassword(user({ id: operator.user_id })),
    ];
    for (const way of ways) {
      const before = await ask(way, inProject());
      expect(before).toMatchObject({ status: 401, body: { error: { title: 'Unauthorized' } } });
      expect(JSON.stringify(before.body)).toContain('Send the names');
    }
    await ask(byPassword(byNames()), inProject());
    for (const way of ways) {
      const answer = await ask(way, inProject());
      expect([answer.status, (await list(tokenOf(answer))).status]).toEqual([201, 200]);
    }
  });

  it('may say whose the project is, which the remote IAM is asked with', async () => {
    const scope = (name: string) => ({ project: { name: 'workshop', domain: { name } } });
    expect((await ask(byPassword(byNames()), scope(ctx.project.account))).status).toBe(201);
    expect((await ask(byPassword(byNames()), scope('elsewhere'))).status).toBe(401);
  });

  it('gets a token for a project by one without, got anew from the remote IAM and as good as any', async () => {
    const unscoped = await ask(byPassword(byNames()), 'unscoped');
    expect(unscoped.body).not.toHaveProperty('token.project');
    const scoped = await ask(byToken(tokenOf(unscoped)), inProject());
    expect(scoped).toMatchObject({
      status: 201,
      body: { token: { methods: ['password', 'token'], project: { id: ctx.project.project_id } } },
    });
    const expiry = z.object({ token: z.object({ expires_at: z.string() }) });
    expect(expiry.parse(scoped.body)).toEqual(expiry.parse(unscoped.body));
    expect((await list(tokenOf(scoped))).status).toBe(200);
    const remoteCredentials = remoteCredentialsIn(ctx.front.store, remoteBackend(), ctx.front.secret);
    expect(
      await remoteCredentials.of(
        callerFor(ctx.project, first(await tokensOf(ctx.front.store, ctx.project.project_id))),
      ),
    ).toMatchObject({
      kind: 'password',
      password: 'operator',
    });
  });

  it('gets none by a token when the remote IAM takes the password no more', async () => {
    const unscoped = await ask(byPassword(byNames()));
    ctx.proxy.respond = ({ url }, outgoing) =>
      url === '/v3/auth/tokens' ? outgoing.writeHead(401).end('{}') : undefined;
    expect((await ask(byToken(tokenOf(unscoped)), inProject())).status).toBe(401);
    ctx.proxy.respond = undefined;
    expect((await ask(byToken('none of ours'), inProject())).status).toBe(401);
  });

  it('checks and revokes the tokens of this gateway, and asks nobody else', async () => {
    const [one, other] = [await ask(byPassword(byNames()), inProject()), await ask(byPassword(byNames()))];
    const asked = ctx.proxy.received.length;
    const about = { token: tokenOf(other), headers: { 'x-subject-token': tokenOf(one) } };
    expect((await ctx.front.http('GET', '/v3/auth/tokens', about)).body).toEqual(one.body);
    expect((await ctx.front.http('DELETE', '/v3/auth/tokens', about)).status).toBe(204);
    expect((await ctx.front.http('GET', '/v3/auth/tokens', about)).status).toBe(404);
    expect((await list(tokenOf(one))).status).toBe(401);
    expect(ctx.proxy.received).toHaveLength(asked);
  });
});

describe('a remote IAM that is odd', () => {
  it.each([
    ['HTML', 200, '<html>'],
    ['nothing', 201, ''],
    ['a token without its header', 201, '{"token":{}}'],
    ['a failure', 500, '{}'],
    ['too many requests', 429, '{}'],
    ['a redirect', 302, ''],
  ])('answers with %s: nobody is let in, and it is said that IAM is at fault', async (_, status, body) => {
    ctx.proxy.respond = (_came, outgoing) =>
      outgoing.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(body);
    const answer = await post('/api/session', given());
    expect(answer).toMatchObject({ status: 502, body: { error_code: 'Coppice.0010' } });
  });

  it('is not there: nothing was sent', async () => {
    ctx.proxy.respond = (_came, outgoing) => outgoing.destroy();
    expect(errorCode(await post('/api/session', given()))).toBe('Coppice.0010');
  });
});

const remoteBackend = () => openUpstream({ modelarts: ctx.proxy.url, iam: ctx.proxy.url });
