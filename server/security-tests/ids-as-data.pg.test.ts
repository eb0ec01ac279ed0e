import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DELETION_HEADER } from '../../core/console-api/deletions/receipts.ts';
import { ModelListItem } from '../../core/contract/model.ts';
import type { Plan } from '../../core/deletion/plan.ts';
import { planDeletion } from '../../core/deletion/plan-deletion.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { rawRequest } from '../testing/clients/raw-request.ts';
import { syncClient } from '../testing/clients/sync-client.ts';
import { listedModel, oddRegistry } from '../testing/fakes/odd-registry.ts';
import { setUpRemote } from '../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

/** None can be the id of anything; each would mean something else to whoever does not take it for one. */
const ODD = [
  ...['a/b', 'a%2Fb', '..', '.', 'a/../b', '%2e%2e', 'a;b', 'a b', 'a+b', 'a#b', 'a\\b', 'a&cascade=true'],
  ...['a?cascade=true&x=', 'a\r\nX-Injected: yes', 'a\0', '模型'],
];

const TOO_LONG = 'a'.repeat(65);

/** What came to the remote registry since so many requests, but for signing in. */
const cameSince = (count: number) =>
  ctx.proxy.received.slice(count).filter(({ url }) => url.startsWith('/v1/'));

async function openFor(
  ids: readonly string[],
  cookie: string,
  change: (plan: Plan) => Plan = (plan) => plan,
) {
  const listed = z.array(ModelListItem).parse((await ctx.registry.list()).models);
  const plan = change(planDeletion({ listed, chosen: new Set(ids) }, new Map()));
  return ctx.front.http('POST', '/api/deletions', { cookie, origin: ctx.front.url, body: { plan } });
}

describe('an id that says that its name goes whole', () => {
  const trick = (id: string) => `${id}?cascade=true&x=`;

  it('opens no deletion, wherever it stands in the plan', async () => {
    const [id] = await ctx.registry.createMany('pose', 6);
    const cookie = await ctx.signIn();
    const swap = (one: string) => (one === id ? trick(id) : one);
    const changes: ((plan: Plan) => Plan)[] = [
      (plan) => JSON.parse(JSON.stringify(plan).replaceAll(id, trick(id))),
      ({ calls, ...plan }) => ({
        ...plan,
        calls: calls.map((call) => ({ ...call, model_id: swap(call.model_id) })),
      }),
      ({ calls, ...plan }) => ({ ...plan, calls: calls.map((call) => ({ ...call, covers: [trick(id)] })) }),
    ];
    for (const change of changes) {
      const opened = await openFor([id], cookie, change);
      expect([opened.status, errorCode(opened)]).toEqual([400, 'Coppice.0005']);
    }
    expect((await openFor([id], cookie)).status).toBe(201);
  });

  it('deletes nothing, under a receipt or without one', async () => {
    const [id] = await ctx.registry.createMany('pose', 6);
    const cookie = await ctx.signIn();
    const { deletion_id } = z.object({ deletion_id: z.string() }).parse((await openFor([id], cookie)).body);
    const before = ctx.proxy.received.length;
    const path = `/v1/${ctx.project.project_id}/models/${encodeURIComponent(trick(id))}?cascade=false`;
    for (const headers of [{ [DELETION_HEADER]: deletion_id }, {}]) {
      const answer = await ctx.front.http('DELETE', path, { cookie, origin: ctx.front.url, headers });
      expect([answer.status, errorCode(answer)]).toEqual([400, 'ModelArts.0101']);
    }
    expect(cameSince(before)).toEqual([]);
    expect((await ctx.registry.list()).total_count).toBe(6);
  });
});

describe('what cannot be an id', () => {
  it.each(ODD)('brings no request to the remote registry: %j', async (id) => {
    const cookie = await ctx.signIn();
    const before = ctx.proxy.received.length;
    const encoded = encodeURIComponent(id).replaceAll('.', '%2e');
    const project = `/v1/${ctx.project.project_id}`;
    for (const [method, path] of [
      ['GET', `${project}/models/${encoded}`],
      ['DELETE', `${project}/models/${encoded}?cascade=false`],
      ['DELETE', `${project}/services/${encoded}`],
      ['GET', `${project}/services/${encoded}`],
    ] as const) {
      // A client of HTTP would tidy the address up.
      const answer = await rawRequest(
        ctx.front.url,
        `${method} ${path} HTTP/1.1\r\nHost: ${new URL(ctx.front.url).host}\r\nCookie: ${cookie}\r\nOrigin: ${ctx.front.url}\r\nConnection: close\r\n\r\n`,
      );
      expect([method, path, answer.slice(9, 12)]).toEqual([method, path, '400']);
    }
    const body = { model_ids: [id] };
    const checked = await ctx.front.http('POST', '/api/blockers', { cookie, origin: ctx.front.url, body });
    expect(checked.status).toBe(400);
    expect(cameSince(before)).toEqual([]);
  });

  it('is no more than 64 letters long', async () => {
    const cookie = await ctx.signIn();
    const before = ctx.proxy.received.length;
    const given = { cookie, origin: ctx.front.url };
    const path = `/v1/${ctx.project.project_id}/models/${TOO_LONG}`;
    const answers = [
      await ctx.front.http('DELETE', path, given),
      await ctx.front.http('POST', '/api/blockers', { ...given, body: { model_ids: [TOO_LONG] } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    expect(cameSince(before)).toEqual([]);
  });

  it('is told of a remote list as a row that could not be read, and nothing is asked by it', async () => {
    const registry = oddRegistry();
    ctx.proxy.respond = registry.respond;
    registry.models = [
      listedModel('pose', 1),
      ...[...ODD, TOO_LONG].map((model_id) => ({ ...listedModel('odd', 2), model_id })),
    ];
    registry.services = [...ODD, TOO_LONG].map((service_id) => ({
      service_id,
      service_name: `service ${service_id}`,
    }));
    const cookie = await ctx.signInToConsole();
    const sync = await syncClient(ctx.front, cookie);
    await sync.untilIdle();
    const before = ctx.proxy.received.length;
    const { problem, unreadable } = await sync.refresh();
    expect([problem, unreadable.length]).toEqual([null, 2 * ODD.length + 2]);
    const asked = cameSince(before).map(({ url }) => url.split('?', 1)[0]);
    const project = `/v1/${ctx.project.project_id}`;
    expect(asked).toEqual([`${project}/models`, `${project}/services`]);
  });
});

describe('an id', () => {
  it('is asked for by exactly the segment that it is', async () => {
    const cookie = await ctx.signIn();
    ctx.proxy.respond = (_request, outgoing) =>
      outgoing.writeHead(404).end('{"error_code":"ModelArts.3001","error_msg":"no"}');
    const before = ctx.proxy.received.length;
    const path = `/v1/${ctx.project.project_id}/models/A-b_c.1`;
    await ctx.front.http('DELETE', path, { cookie, origin: ctx.front.url });
    expect(cameSince(before).map(({ method, url }) => [method, url])).toEqual([['GET', path]]);
  });

  it('that comes back in another case is that of the same version', async () => {
    const [id] = await ctx.registry.createMany('pose', 1);
    const cookie = await ctx.signIn();
    ctx.proxy.respond = ({ method, url }, outgoing) =>
      method === 'GET' && url.includes(`/models/${id}`)
        ? outgoing
            .writeHead(200)
            .end(JSON.stringify({ model_id: id.toUpperCase(), model_name: 'pose', model_version: '1.0.0' }))
        : undefined;
    const path = `/v1/${ctx.project.project_id}/models/${id}?cascade=false`;
    const answer = await ctx.front.http('DELETE', path, { cookie, origin: ctx.front.url });
    expect([answer.status, (await ctx.registry.list()).total_count]).toEqual([200, 0]);
  });
});
