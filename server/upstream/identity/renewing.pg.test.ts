import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Receipt, reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { ModelListItem } from '../../../core/contract/model.ts';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import { errorCode } from '../../testing/clients/http-client.ts';
import { headerOf } from '../../testing/clients/read-answer.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import { openUpstream } from '../transport/upstream.ts';
import type { RemoteCredential } from './remote-credential.ts';
import { remoteCredentialsIn } from './remote-credentials.ts';
import { renewing } from './renewing.ts';

const ctx = setUpRemote();

const EXPIRED = '{"error_code":"ModelArts.0202","error_msg":"The token expired."}';

/** A session of the front, and what it asks with. */
async function signedIn() {
  const cookie = await ctx.signIn();
  return (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    ctx.front.http(method, path, {
      cookie,
      origin: ctx.front.url,
      headers,
      ...(body !== undefined && { body }),
    });
}

const models = () => `/v1/${ctx.project.project_id}/models`;
const tokensAsked = () => ctx.proxy.received.filter(({ url }) => url === '/v3/auth/tokens').length;

/** Lets the remote registry refuse every token that was made until now, whatever its clock says. */
function revokeAll() {
  const revoked = new Set(ctx.proxy.received.map(({ headers }) => headers['x-auth-token']));
  const isRevoked = (token: string | string[] | undefined) => token !== undefined && revoked.has(token);
  ctx.proxy.respond = ({ headers }, outgoing) =>
    isRevoked(headers['x-auth-token']) ? outgoing.writeHead(401).end(EXPIRED) : undefined;
}

describe('a token that the remote registry does not know any more', () => {
  it('is renewed when it says so, once for all requests of the moment, and nobody notices', async () => {
    const ask = await signedIn();
    await ctx.registry.createMany('pose', 2);
    expect((await ask('GET', models())).status).toBe(200);
    revokeAll();
    const before = tokensAsked();
    const answers = await Promise.all([1, 2, 3].map(() => ask('GET', models())));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(tokensAsked() - before).toBe(1);
    expect((await ask('GET', models())).status).toBe(200);
    expect(tokensAsked() - before).toBe(1);
  });

  it('does not stop a deletion, which is sent once more, and its receipt says so', async () => {
    const ask = await signedIn();
    const ids = await ctx.registry.createMany('pose', 2);
    await ask('GET', models());
    const respond = () => {
      revokeAll();
      const refuse = ctx.proxy.respond;
      ctx.proxy.respond = (request, outgoing) =>
        request.method === 'DELETE' ? refuse?.(request, outgoing) : undefined;
    };
    respond();
    const answer = await ask('DELETE', `${models()}/${ids[0]}?cascade=false`);
    expect(answer).toMatchObject({ status: 200, body: { delete_success_list: [ids[0]] } });
    const id = headerOf(answer, DELETION_HEADER);
    const receipt = Receipt.parse((await ask('GET', `/api/deletions/${id}`)).body);
    expect(receipt.calls).toMatchObject([{ status: 200, problem: expect.stringContaining('401') }]);
  });

  it('tells nothing but that when the remote IAM cannot be asked either: the call may be made again', async () => {
    const ask = await signedIn();
    const [id] = await ctx.registry.createMany('pose', 1);
    await ask('GET', models());
    revokeAll();
    const refuse = ctx.proxy.respond;
    ctx.proxy.respond = (request, outgoing) => {
      if (request.url === '/v3/auth/tokens') return outgoing.destroy();
      return request.method === 'DELETE' ? refuse?.(request, outgoing) : undefined;
    };
    const answer = await ask('DELETE', `${models()}/${id}?cascade=false`);
    expect([answer.status, errorCode(answer)]).toEqual([401, 'ModelArts.0202']);
    const receipt = headerOf(answer, DELETION_HEADER);
    const { body } = await ask('GET', `/api/deletions/${receipt}`);
    expect(reportReceipt(Receipt.parse(body)).counts).toMatchObject({ left: 1, unknown: 0, failed: 0 });
  });

  it('and cannot be renewed, refuses nothing: the same call goes on under the same receipt afterwards', async () => {
    const ask = await signedIn();
    const ids = await ctx.registry.createMany('pose', 3);
    const listed = z.array(ModelListItem).parse((await ctx.registry.list()).models);
    const plan = planDeletion({ listed, chosen: new Set(ids.slice(0, 2)) }, new Map());
    const opened = await ask('POST', '/api/deletions', { plan });
    const { deletion_id } = z.object({ deletion_id: z.string() }).parse(opened.body);
    const remove = (asker: typeof ask, id = '') =>
      asker('DELETE', `${models()}/${id}?cascade=false`, undefined, { [DELETION_HEADER]: deletion_id });
    expect((await remove(ask, ids[0])).status).toBe(200);

    revokeAll();
    const refuse = ctx.proxy.respond;
    ctx.proxy.respond = (request, outgoing) =>
      request.url === '/v3/auth/tokens' ? outgoing.writeHead(401).end('{}') : refuse?.(request, outgoing);
    const refused = await remove(ask, ids[1]);
    expect([refused.status, errorCode(refused)]).toEqual([401, 'ModelArts.0202']);
    ctx.proxy.respond = undefined;

    const again = await signedIn();
    const receipt = Receipt.parse((await again('GET', `/api/deletions/${deletion_id}`)).body);
    expect(reportReceipt(receipt).counts).toMatchObject({ deleted: 1, left: 1, failed: 0 });
    expect((await remove(again, ids[1])).status).toBe(200);
    expect((await ctx.registry.list()).total_count).toBe(1);
  });
});

describe('a key that is refused as its signatures are too old', () => {
  const key: RemoteCredential = { kind: 'key', project_id: 'p', access_key: 'AK', secret_key: 'SK' };
  const AHEAD = 2 * 60 * 60_000;
  const signedAt = (date: unknown) =>
    Date.parse(String(date).replace(/^(.{4})(..)(.{5})(..)(..)/, '$1-$2-$3:$4:$5'));

  /** A remote registry whose clock is ahead, and refuses what is signed by any other. */
  function clockAhead() {
    ctx.proxy.respond = ({ headers }, outgoing) => {
      const now = Date.now() + AHEAD;
      const isOld = Math.abs(signedAt(headers['x-sdk-date']) - now) > 15 * 60_000;
      outgoing.setHeader('date', new Date(now).toUTCString());
      return isOld ? outgoing.writeHead(401).end(EXPIRED) : outgoing.writeHead(200).end('{}');
    };
  }

  it('is signed with by the clock of the registry', async () => {
    const plain = openUpstream({ modelarts: ctx.proxy.url, iam: ctx.proxy.url });
    const upstream = renewing(plain, remoteCredentialsIn(ctx.front.store, plain, ctx.front.secret));
    clockAhead();
    const answer = await upstream.ask(key, { method: 'GET', target: '/v1/p/models' });
    expect([answer.statusCode, answer.isRenewed]).toEqual([200, true]);
    await answer.body.dump();
    await upstream.close();
  });

  it('stays refused when no clock is the reason', async () => {
    const plain = openUpstream({ modelarts: ctx.proxy.url, iam: ctx.proxy.url });
    const upstream = renewing(plain, remoteCredentialsIn(ctx.front.store, plain, ctx.front.secret));
    ctx.proxy.respond = (_request, outgoing) => outgoing.writeHead(401).end(EXPIRED);
    const before = ctx.proxy.received.length;
    const answer = await upstream.ask(key, { method: 'GET', target: '/v1/p/models' });
    expect([answer.statusCode, ctx.proxy.received.length - before]).toEqual([401, 1]);
    await answer.body.dump();
    await upstream.close();
  });
});
