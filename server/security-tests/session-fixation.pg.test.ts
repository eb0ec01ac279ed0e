import { describe, expect, it } from 'vitest';
import { cookieIn, cookieOf, headerOf } from '../testing/clients/read-answer.ts';
import { openSession } from '../testing/fixtures/seed-project.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

async function signIn(cookie?: string): Promise<string> {
  const { account, project } = ctx.project;
  const answer = await ctx.gateway.http('POST', '/api/session', {
    origin: ctx.gateway.url,
    body: { account, project, user: 'operator', password: 'operator' },
    ...(cookie !== undefined && { cookie }),
  });
  expect(answer.status).toBe(200);
  return cookieOf(answer);
}
const whoIs = async (cookie: string) => (await ctx.gateway.http('GET', '/api/session', { cookie })).status;

it('gives every sign-in a new id, and ends the session that it came with', async () => {
  const before = await signIn();
  const after = await signIn(before);
  expect(after).toMatch(/^coppice_session=[\w-]{43}$/);
  expect(after).not.toBe(before);
  expect([await whoIs(before), await whoIs(after)]).toEqual([401, 200]);
});

it.each(['planted', 'x'.repeat(43), 'planted; coppice_session=again'])(
  'never takes an id over that the client offers: %s',
  async (planted) => {
    const cookie = await signIn(`coppice_session=${planted}`);
    expect(cookie).not.toContain(planted);
    expect(await whoIs(`coppice_session=${planted}`)).toBe(401);
  },
);

it('does not turn the session that somebody planted into that of who signs in', async () => {
  const people = await ctx.gateway.newProject();
  const attackers = `coppice_session=${await openSession(ctx.gateway, people, people.operator)}`;
  expect(await whoIs(attackers)).toBe(200);
  await signIn(attackers);
  expect(await whoIs(attackers)).toBe(401);
});

describe('behind TLS', () => {
  const https = { 'x-forwarded-proto': 'https' };
  const signInByTls = async (cookie?: string) => {
    const { account, project } = ctx.project;
    const answer = await ctx.gateway.http('POST', '/api/session', {
      origin: ctx.gateway.url.replace('http:', 'https:'),
      headers: https,
      body: { account, project, user: 'operator', password: 'operator' },
      ...(cookie !== undefined && { cookie }),
    });
    expect(answer.status).toBe(200);
    return headerOf(answer, 'set-cookie');
  };
  const whoIsByTls = async (cookie: string) =>
    (await ctx.gateway.http('GET', '/api/session', { cookie, headers: https })).status;

  it('has a cookie that nobody can plant from another host, or without TLS', async () => {
    const setCookie = await signInByTls();
    expect(setCookie).toMatch(
      /^__Host-coppice_session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(await whoIsByTls(cookieIn(setCookie))).toBe(200);
  });

  it('does not believe a plain cookie, and a plain connection not that of TLS', async () => {
    const [plain, secure] = [await signIn(), cookieIn(await signInByTls())];
    expect([await whoIsByTls(plain), await whoIs(secure)]).toEqual([401, 401]);
    expect(await whoIsByTls(`${plain}; ${secure}`)).toBe(200);
    expect([await whoIs(plain), await whoIsByTls(secure)]).toEqual([200, 200]);
  });

  it('ends the session that a sign-in came with, and takes the cookie back at the sign-out', async () => {
    const before = cookieIn(await signInByTls());
    const after = cookieIn(await signInByTls(before));
    expect([await whoIsByTls(before), await whoIsByTls(after)]).toEqual([401, 200]);
    const origin = ctx.gateway.url.replace('http:', 'https:');
    const out = await ctx.gateway.http('DELETE', '/api/session', { cookie: after, origin, headers: https });
    expect(out.headers.get('set-cookie')).toMatch(
      /^__Host-coppice_session=; .*Path=\/; Expires=Thu, 01 Jan 1970 .*; Secure; SameSite=Strict$/,
    );
    expect(await whoIsByTls(after)).toBe(401);
  });
});

it('takes an id from nowhere but the cookie', async () => {
  const id = (await signIn()).split('=')[1];
  const offers = [
    ctx.gateway.http('GET', `/api/session?coppice_session=${id}`),
    ctx.gateway.http('GET', '/api/session', { headers: { coppice_session: `${id}` } }),
    ctx.gateway.http('GET', '/api/model-groups', { headers: { authorization: `Bearer ${id}` } }),
    ctx.gateway.http('GET', '/api/model-groups', { token: `${id}` }),
  ];
  expect((await Promise.all(offers)).map((answer) => answer.status)).toEqual([401, 401, 401, 401]);
});
