import { expect, it } from 'vitest';
import { OwnSessions } from '../../core/console-api/access/people.ts';
import { setUpRemote } from '../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

it('before a remote registry there are no people and keys to look after, but one’s own sessions', async () => {
  const cookie = await ctx.signIn('operator');
  const ask = (method: string, path: string) =>
    ctx.front.http(method, path, { cookie, origin: ctx.front.url });
  const statuses = [
    await ask('GET', '/api/people'),
    await ask('POST', '/api/people'),
    await ask('GET', '/api/me/keys'),
    await ask('PUT', '/api/me/password'),
  ].map(({ status }) => status);
  expect(statuses).toEqual([404, 404, 404, 404]);
  const elsewhere = await ctx.signIn('operator');
  const { sessions } = OwnSessions.parse((await ask('GET', '/api/me/sessions')).body);
  expect(sessions.map(({ is_this }) => is_this).toSorted()).toEqual([false, true]);
  expect((await ask('DELETE', '/api/me/sessions')).body).toMatchObject({ sessions: 1 });
  expect((await ctx.front.http('GET', '/api/session', { cookie: elsewhere })).status).toBe(401);
  expect((await ask('GET', '/api/session')).status).toBe(200);
});

it('and an administrator there is an operator here', async () => {
  await ctx.remote.addUser(ctx.project, 'admin', 'boss');
  const body = {
    ...{ account: ctx.project.account, user: 'boss', password: 'boss', project: ctx.project.project },
  };
  const signedIn = await ctx.front.http('POST', '/api/session', { body, origin: ctx.front.url });
  expect(signedIn.body).toMatchObject({ role: 'operator', is_mirrored: true });
});
