import { beforeEach, describe, expect, it } from 'vitest';
import { first, must } from '../../../core/testing/must.ts';
import type { Caller } from '../../iam/caller.ts';
import { callerFor } from '../../testing/fixtures/caller-for.ts';
import { tokensOf } from '../../testing/fixtures/tokens-of.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import { openUpstream } from '../transport/upstream.ts';
import { remoteCredentialsIn } from './remote-credentials.ts';

const ctx = setUpRemote();

describe('what the remote registry is asked with', () => {
  const openRemoteLogins = () => remoteCredentialsIn(ctx.front.store, remoteBackend(), ctx.front.secret);
  let caller: Caller;

  beforeEach(async () => {
    await ctx.signIn();
    const row = first(await tokensOf(ctx.front.store, ctx.project.project_id));
    caller = callerFor(ctx.project, row);
  });

  /** Answers token requests with tokens that are good for so long, in ms, numbered. */
  const issue = (lifetime: number) => {
    let count = 0;
    ctx.proxy.respond = ({ url }, outgoing) => {
      if (url !== '/v3/auth/tokens') return undefined;
      count += 1;
      const domain = { id: ctx.project.account_id, name: ctx.project.account };
      const token = {
        ...{ expires_at: new Date(Date.now() + lifetime).toISOString(), roles: [] },
        ...{ user: { id: ctx.project.operator.user_id, name: 'operator', domain } },
        project: { id: ctx.project.project_id, name: 'workshop' },
      };
      return outgoing.writeHead(201, { 'x-subject-token': `token-${count}` }).end(JSON.stringify({ token }));
    };
  };

  it('is renewed before it expires, once for all that ask at a time, and kept', async () => {
    issue(60_000);
    await ctx.signIn();
    const row = first(await tokensOf(ctx.front.store, ctx.project.project_id));
    const remoteCredentials = openRemoteLogins();
    issue(3_600_000);
    const got = await Promise.all([1, 2, 3].map(() => remoteCredentials.of(callerFor(ctx.project, row))));
    expect(got.map((login) => login.kind === 'password' && login.token)).toEqual(Array(3).fill('token-1'));
    const [kept] = await tokensOf(ctx.front.store, ctx.project.project_id);
    expect(await remoteCredentials.of(callerFor(ctx.project, must(kept)))).toMatchObject({
      token: 'token-1',
    });
  });

  it('is asked for by signing in again when the password is of no use any more', async () => {
    issue(60_000);
    await ctx.signIn();
    const row = first(await tokensOf(ctx.front.store, ctx.project.project_id));
    ctx.proxy.respond = ({ url }, outgoing) =>
      url === '/v3/auth/tokens' ? outgoing.writeHead(401).end('{}') : undefined;
    await expect(openRemoteLogins().of(callerFor(ctx.project, row))).rejects.toMatchObject({ status: 401 });
  });

  it('is the newest of a project for what is read for everybody', async () => {
    const newest = await openRemoteLogins().ofProject(ctx.project.project_id);
    expect(newest).toEqual(await openRemoteLogins().of(caller));
    expect(await openRemoteLogins().ofProject('another')).toBeUndefined();
  });

  it('is nothing for a caller without a token', async () => {
    const { token_hash: _, sealed_login: _none, ...unknown } = caller;
    await expect(openRemoteLogins().of(unknown)).rejects.toMatchObject({ code: 'ModelArts.0202' });
  });
});

const remoteBackend = () => openUpstream({ modelarts: ctx.proxy.url, iam: ctx.proxy.url });
