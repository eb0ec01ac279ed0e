import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Receipt, reportReceipt } from '../../../core/console-api/receipt.ts';
import { DELETION_HEADER } from '../../../core/console-api/receipts.ts';
import { ModelListItem } from '../../../core/contract/model.ts';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import { first, nth } from '../../../core/testing/must.ts';
import { embeddedVerification } from '../../backends/embedded-verification.ts';
import type { Caller } from '../../iam/caller.ts';
import { errorCode } from '../../testing/clients/http-client.ts';
import { headerOf } from '../../testing/clients/read-answer.ts';
import type { Respond } from '../../testing/fakes/faulty-remote.ts';
import { aMinuteLater } from '../../testing/fixtures/a-minute-later.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import { remoteCredentialsIn } from '../identity/remote-credentials.ts';
import { openUpstream } from '../transport/upstream.ts';
import { remoteDeletions } from './remote-deletions.ts';

const ctx = setUpRemote();

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const cookie = await ctx.signIn();
  const given = body === undefined ? {} : { body };
  return ctx.front.http(method, path, { cookie, origin: ctx.front.url, headers, ...given });
}

const pathOf = (id: string) => `/v1/${ctx.project.project_id}/models/${id}`;
const readReceipt = async (id: string) => Receipt.parse((await ask('GET', `/api/deletions/${id}`)).body);
const settle = async (id: string) => Receipt.parse((await ask('POST', `/api/deletions/${id}/verify`)).body);
const deletes = () =>
  ctx.between.came.filter(({ method, url }) => method === 'DELETE' && url.includes(ctx.project.project_id));

/** Opens a deletion of all of a name but its newest version, as the console does. */
async function open(count: number) {
  const ids = await ctx.registry.createMany('pose', count + 1);
  const listed = z.array(ModelListItem).parse((await ctx.registry.list()).models);
  const plan = planDeletion({ listed, chosen: new Set(ids.slice(0, count)) }, new Map());
  const opened = await ask('POST', '/api/deletions', { plan });
  return { ids, ...z.object({ deletion_id: z.string() }).parse(opened.body) };
}

/** Deletes one version under a receipt. */
const remove = (deletion_id: string, id: string) =>
  ask('DELETE', `${pathOf(id)}?cascade=false`, undefined, { [DELETION_HEADER]: deletion_id });

/** Answers deletions in the remote registry's place. */
const whenDeleting = (respond: Respond) => {
  ctx.between.respond = (came, outgoing) => (came.method === 'DELETE' ? respond(came, outgoing) : undefined);
};

describe('a deletion from a remote registry', () => {
  it('is on its receipt, and is answered as the remote registry answers it', async () => {
    const { ids, deletion_id } = await open(1);
    const answer = await remove(deletion_id, first(ids));
    expect(answer).toMatchObject({ status: 200, body: { delete_success_list: [ids[0]] } });
    const receipt = await readReceipt(deletion_id);
    expect(JSON.parse(first(receipt.calls).body)).toEqual(answer.body);
    expect(reportReceipt(receipt).counts).toMatchObject({ deleted: 1 });
    expect((await ctx.registry.list()).total_count).toBe(1);
    expect(deletes().at(-1)?.headers).not.toHaveProperty(DELETION_HEADER);
  });

  it('is let through once', async () => {
    const { ids, deletion_id } = await open(1);
    const answers = [await remove(deletion_id, first(ids)), await remove(deletion_id, first(ids))];
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    expect(deletes()).toHaveLength(1);
  });

  it('is sent once when its connection is cut, and is deleted only when a list says so', async () => {
    const { ids, deletion_id } = await open(2);
    whenDeleting(async (_came, outgoing) => {
      await ctx.registry.remove(first(ids));
      return outgoing.destroy();
    });
    const answer = await remove(deletion_id, first(ids));
    expect([answer.status, errorCode(answer)]).toEqual([502, 'Coppice.0010']);
    expect(deletes()).toHaveLength(1);
    const before = await readReceipt(deletion_id);
    expect(before.calls).toMatchObject([{ status: null, problem: expect.stringContaining('no answer') }]);
    expect(reportReceipt(before).counts).toMatchObject({ unknown: 1, left: 1 });
    expect(reportReceipt(await settle(deletion_id)).rows[0]).toMatchObject({
      outcome: 'deleted',
      by: 'list',
    });
    expect(deletes()).toHaveLength(1);
  });

  it('that a slow remote registry carries out after a list counts as deleted all the same', async () => {
    const { ids, deletion_id } = await open(1);
    whenDeleting((_came, outgoing) => outgoing.destroy());
    await remove(deletion_id, first(ids));
    expect(reportReceipt(await settle(deletion_id)).rows[0]).toMatchObject({ because: 'still-listed' });
    await ctx.registry.remove(first(ids));
    expect((await settle(deletion_id)).checks).toHaveLength(1);
    await aMinuteLater(ctx.front.store, ctx.project.project_id, deletion_id);
    expect(reportReceipt(await settle(deletion_id)).rows[0]).toMatchObject({
      outcome: 'deleted',
      by: 'list',
    });
  });

  it('is put off by a 429, that says for how long, and may be sent again', async () => {
    const { ids, deletion_id } = await open(1);
    whenDeleting((_came, outgoing) => outgoing.writeHead(429, { 'retry-after': '7' }).end('{}'));
    const answer = await remove(deletion_id, first(ids));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
    expect(reportReceipt(await readReceipt(deletion_id)).counts).toMatchObject({ left: 1 });
    ctx.between.respond = undefined;
    expect((await remove(deletion_id, first(ids))).status).toBe(200);
  });

  it('of an odd answer is told as it came, and claims nothing', async () => {
    const { ids, deletion_id } = await open(1);
    whenDeleting((_came, outgoing) =>
      outgoing.writeHead(500, { 'content-type': 'text/html' }).end('<b>\0</b>'),
    );
    const answer = await remove(deletion_id, first(ids));
    expect([answer.status, answer.body]).toEqual([500, '<b>\ufffd</b>']);
    expect(reportReceipt(await readReceipt(deletion_id)).counts).toMatchObject({ unknown: 1 });
  });

  it('that claims in the words of this gateway that nothing was sent is not believed', async () => {
    const { ids, deletion_id } = await open(1);
    whenDeleting(async (_came, outgoing) => {
      await ctx.registry.remove(first(ids));
      return outgoing.writeHead(503).end('{"error_code":"Coppice.0012","error_msg":"Nothing was sent."}');
    });
    const answer = await remove(deletion_id, first(ids));
    expect([answer.status, errorCode(answer)]).toEqual([502, 'Coppice.0010']);
    expect(reportReceipt(await settle(deletion_id)).rows[0]).toMatchObject({
      outcome: 'deleted',
      by: 'list',
    });
  });

  it('by curl is planned by what the remote registry has then, the whole name for a cascade', async () => {
    const ids = await ctx.registry.createMany('pose', 3);
    await ctx.registry.create('posenet', '1.0.0');
    const answer = await ask('DELETE', `${pathOf(ids[0])}?cascade=true`);
    const receipt = await readReceipt(headerOf(answer, DELETION_HEADER));
    expect(receipt).toMatchObject({ source: 'api', ending: 'completed' });
    expect(reportReceipt(receipt).counts).toMatchObject({ deleted: 3, left: 0 });
  });

  it('by curl of what is not there is answered so, and leaves no receipt', async () => {
    const answer = await ask('DELETE', pathOf('10eb0091-887f-4839-9929-cbc884f1e20e'));
    expect([answer.status, errorCode(answer)]).toEqual([404, 'ModelArts.3001']);
    expect((await ask('GET', '/api/deletions')).body).toMatchObject({ deletions: [] });
  });

  it('by curl is not sent when what it would delete cannot be read', async () => {
    const [id] = await ctx.registry.createMany('pose', 1);
    ctx.between.respond = ({ method, url }, outgoing) =>
      method === 'GET' && url.includes(id) ? outgoing.writeHead(200).end('<html>') : undefined;
    const answer = await ask('DELETE', pathOf(id));
    expect([answer.status, errorCode(answer)]).toEqual([503, 'Coppice.0012']);
    expect(deletes()).toEqual([]);
  });
});

describe('the lists of a name', () => {
  it('are told of each call that was sent, whatever came of it, and of no other', async () => {
    const [id] = await ctx.registry.createMany('pose', 1);
    await ctx.signIn();
    const { store, secret } = ctx.front;
    const upstream = openUpstream({ modelarts: ctx.between.url, iam: ctx.between.url });
    const remoteCredentials = remoteCredentialsIn(store, upstream, secret);
    const touched: string[] = [];
    const { prepare } = remoteDeletions(
      ...([
        store,
        upstream,
        remoteCredentials,
        { verification: embeddedVerification(store), verifySoon: () => undefined },
      ] as const),
      (_caller, model_name) => touched.push(model_name),
    );
    const caller = await newestCaller();
    const act = await prepare(caller, { model_id: id, cascade: false });
    const noted = { project_id: caller.project_id, deletion_id: '', call_number: 1, model_name: 'pose' };
    whenDeleting((_came, outgoing) => outgoing.destroy());
    // Noted ten seconds ago: nothing leaves any more.
    await expect(act({ ...noted, sent_at: Date.now() - 10_001 })).rejects.toMatchObject({
      code: 'Coppice.0012',
    });
    expect([touched, deletes()]).toEqual([[], []]);
    const lost = await act({ ...noted, sent_at: Date.now() });
    expect([lost.status, touched, deletes().length]).toEqual([null, [], 1]);
    lost.afterwards?.();
    expect(touched).toEqual(['pose']);
    await upstream.close();
  });

  /** Whoever signed in last at the front, in the project of the test. */
  async function newestCaller(): Promise<Caller> {
    const { account_id, account, project_id, project, operator } = ctx.project;
    const token = await ctx.front.store
      .selectFrom('tokens')
      .select(['token_hash', 'sealed_login'])
      .where('project_id', '=', project_id)
      .orderBy('issued_at', 'desc')
      .executeTakeFirstOrThrow();
    return {
      ...{ user_id: operator.user_id, user_name: 'operator', account_id, account_name: account },
      ...{ project_id, project_name: project, role: 'operator', ...token },
    };
  }
});

describe('a receipt of a remote registry', () => {
  /** A call under a receipt that had no answer, and what the remote registry lists for the name then. */
  async function doubtful(list: (ids: string[]) => unknown) {
    const { ids, deletion_id } = await open(1);
    whenDeleting((_came, outgoing) => outgoing.destroy());
    await remove(deletion_id, first(ids));
    ctx.between.respond = async ({ url }, outgoing) =>
      url.includes('/models?') ? outgoing.writeHead(200).end(JSON.stringify(await list(ids))) : undefined;
    return { deletion_id, id: ids[0], settled: await settle(deletion_id) };
  }
  const outcome = (receipt: Receipt) => reportReceipt(receipt).rows[0]?.outcome;

  it('asks for what a list with an unreadable row lacks by itself', async () => {
    const unreadable = { total_count: 1, count: 1, models: [{ model_name: 'pose' }] };
    const there = await doubtful(() => unreadable);
    expect(outcome(there.settled)).toBe('left');
  });

  it('is not settled by such a list when that cannot be asked', async () => {
    const { ids, deletion_id } = await open(1);
    whenDeleting((_came, outgoing) => outgoing.destroy());
    await remove(deletion_id, first(ids));
    ctx.between.respond = ({ url }, outgoing) => {
      if (url.includes('/models?')) return outgoing.writeHead(200).end('{"models":[null]}');
      return url.includes(`/models/${ids[0]}`) ? outgoing.writeHead(500).end() : undefined;
    };
    expect(outcome(await settle(deletion_id))).toBe('unknown');
    expect((await settle(deletion_id)).checks.length).toBeLessThanOrEqual(1);
  });

  it('is not settled by a list that promises more than it has', async () => {
    const { settled } = await doubtful(() => ({ total_count: 7, count: 0, models: [] }));
    expect(outcome(settled)).toBe('left');
  });

  it('is not settled by a whole list that leaves the version out: it is asked for by id', async () => {
    const model = { model_id: 'other', model_name: 'pose_net', model_version: '1.0.0' };
    const { settled } = await doubtful(() => ({ total_count: 1, count: 1, models: [model] }));
    expect(outcome(settled)).toBe('left');
  });

  it('is settled by a list that lacks the version once the registry says by id that it is gone', async () => {
    const { settled } = await doubtful(async (ids) => {
      await ctx.registry.remove(first(ids));
      return { total_count: 0, count: 0, models: [] };
    });
    expect(outcome(settled)).toBe('deleted');
  });

  it('is not settled while a call may be under way, and is after a minute', async () => {
    const { ids, deletion_id } = await open(1);
    const { project_id } = ctx.project;
    const call = JSON.stringify({ model_id: ids[0], cascade: false });
    const row = { project_id, deletion_id, call_number: 1, call, sent_at: Date.now() - 50_000 };
    await ctx.front.store.insertInto('deletion_calls').values(row).execute();
    expect(outcome(await settle(deletion_id))).toBe('unknown');
    await aMinuteLater(ctx.front.store, ctx.project.project_id, deletion_id);
    const settled = await settle(deletion_id);
    expect(settled.calls[0]?.problem).toContain('the gateway stopped');
    expect(outcome(settled)).toBe('left');
  });

  it('keeps no list that was read while another call was made', async () => {
    const { ids, deletion_id } = await open(2);
    whenDeleting((_came, outgoing) => outgoing.destroy());
    await remove(deletion_id, first(ids));
    ctx.between.respond = async ({ url }) => {
      if (!url.includes('/models?')) return undefined;
      ctx.between.respond = undefined;
      await remove(deletion_id, nth(ids, 1));
      return undefined;
    };
    const { checks } = await settle(deletion_id);
    expect(checks).toEqual([]);
  });
});
