import { describe, expect, it } from 'vitest';
import { DELETION_HEADER } from '../../core/console-api/deletions/receipts.ts';
import { issueToken } from '../iam/tokens/tokens.ts';
import { isMutating, methodOf } from '../testing/clients/ask-route.ts';
import { setUpRemote } from '../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

const pathTo = (path: string, project_id = ctx.project.project_id) => `/v1/${project_id}${path}`;

describe('what proves who somebody is on one side', () => {
  it('never reaches the other', async () => {
    const cookie = await ctx.signIn();
    const own = await issueToken(ctx.front.store, {
      user_id: ctx.project.operator.user_id,
      project_id: ctx.project.project_id,
    });
    ctx.proxy.respond = ({ url }, outgoing) =>
      url.includes('/models')
        ? outgoing
            .writeHead(200, {
              'content-type': 'application/json',
              'set-cookie': 'remote=secret',
              'x-subject-token': 'secret',
              authorization: 'secret',
              [DELETION_HEADER]: 'secret',
              'x-other': 'secret',
              'access-control-allow-origin': '*',
              'proxy-authenticate': 'secret',
            })
            .end('{}')
        : undefined;
    const headers = {
      'proxy-authorization': 'local',
      'x-forwarded-for': '203.0.113.7',
      te: 'trailers',
      'x-other': 'local',
      [DELETION_HEADER]: 'local',
      'x-http-method-override': 'DELETE',
    };
    const answer = await ctx.front.http('GET', pathTo('/models'), { cookie, origin: ctx.front.url, headers });
    expect(answer.status).toBe(200);
    expect(JSON.stringify([...answer.headers])).not.toContain('secret');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();

    const request = ctx.proxy.received.findLast(({ url }) => url.includes('/models'));
    expect(JSON.stringify(request)).not.toContain('local"');
    for (const name of ['cookie', 'authorization', 'origin', 'x-forwarded-for', 'te', DELETION_HEADER]) {
      expect([name, request?.headers[name]]).toEqual([name, undefined]);
    }
    expect(request?.headers['x-auth-token']).not.toBe(own.token);
  });
});

describe('somebody of another project', () => {
  it('is turned away before anything is asked of the remote registry', async () => {
    const other = await ctx.remote.newProject();
    const [id] = await ctx.registry.createMany('pose', 1);
    const cookie = await ctx.signIn('operator', other);
    const count = ctx.proxy.received.length;
    for (const [method, path] of [
      ['GET', '/models'],
      ['GET', `/models/${id}`],
      ['PUT', `/models/${id}`],
      ['DELETE', `/models/${id}?cascade=true`],
    ] as const) {
      const answer = await ctx.front.http(method, pathTo(path), { cookie, origin: ctx.front.url });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect(ctx.proxy.received).toHaveLength(count);
    expect((await ctx.registry.list()).total_count).toBe(1);
  });
});

describe('a viewer of a remote registry', () => {
  it('changes nothing there: every route that passes something on', async () => {
    const cookie = await ctx.signIn('viewer');
    const count = ctx.proxy.received.length;
    // Fastify prints a wildcard without what it is below.
    const passing = ctx.front.routes.filter((route) => isMutating(route) && / (\/v1\/|\*$)/.test(route));
    expect(passing.toSorted()).toEqual([
      'DELETE *',
      'DELETE /v1/:project_id/models/:model_id',
      'POST *',
      'PUT *',
    ]);
    for (const route of passing) {
      const method = methodOf(route);
      const path = route.endsWith('*') ? '/services/a' : '/models/a';
      const answer = await ctx.front.http(method, pathTo(path), { cookie, origin: ctx.front.url });
      expect([route, answer.status]).toEqual([route, 403]);
    }
    expect(ctx.proxy.received).toHaveLength(count);
  });
});
