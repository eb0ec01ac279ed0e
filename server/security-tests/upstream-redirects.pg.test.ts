import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FaultyRemote, startFaultyRemote } from '../testing/fakes/faulty-remote.ts';
import { setUpRemote } from '../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();
let elsewhere: FaultyRemote;
beforeAll(async () => {
  elsewhere = await startFaultyRemote();
});
afterAll(() => elsewhere.close());

const pathTo = (path: string) => `/v1/${ctx.project.project_id}${path}`;
const redirect = (status: number) => {
  ctx.proxy.respond = (_request, outgoing) =>
    outgoing.writeHead(status, { location: new URL('/v1/p/models', elsewhere.url).href }).end();
};

describe('a remote registry that points to another host', () => {
  it.each([301, 302, 303, 307, 308])('by a %i sends nothing there, and no browser either', async (status) => {
    const [id] = await ctx.registry.createMany('pose', 1);
    const cookie = await ctx.signIn();
    redirect(status);
    for (const [method, path] of [
      ['GET', '/models'],
      ['POST', '/models'],
      ['DELETE', '/services/s'],
      ['DELETE', `/models/${id}`],
    ] as const) {
      const answer = await ctx.front.http(method, pathTo(path), { cookie, origin: ctx.front.url });
      expect([path, answer.status >= 500, answer.headers.get('location')]).toEqual([path, true, null]);
    }
    const people = {
      account: ctx.project.account,
      user: 'operator',
      password: 'operator',
      project: 'workshop',
    };
    const signIn = await ctx.front.http('POST', '/api/session', { body: people, origin: ctx.front.url });
    expect(signIn.status).toBe(502);
    expect(elsewhere.received).toEqual([]);
  });
});
