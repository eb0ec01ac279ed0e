import { describe, expect, it } from 'vitest';
import { type Receipt, reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { first, nth } from '../../../core/testing/must.ts';
import { embeddedVerification } from '../../backends/embedded-verification.ts';
import type { Caller } from '../../iam/caller.ts';
import { remoteDeletionClient } from '../../testing/clients/remote-deletion-client.ts';
import { aMinuteLater } from '../../testing/fixtures/a-minute-later.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import { remoteCredentialsIn } from '../identity/remote-credentials.ts';
import { openUpstream } from '../transport/upstream.ts';
import { remoteDeletions } from './remote-deletions.ts';

const ctx = setUpRemote();
const { settle, open, remove, whenDeleting } = remoteDeletionClient(ctx);

const deletes = () =>
  ctx.proxy.received.filter(({ method, url }) => method === 'DELETE' && url.includes(ctx.project.project_id));

describe('the lists of a name', () => {
  it('are told of each call that was sent, whatever came of it, and of no other', async () => {
    const [id] = await ctx.registry.createMany('pose', 1);
    await ctx.signIn();
    const { store, secret } = ctx.front;
    const upstream = openUpstream({ modelarts: ctx.proxy.url, iam: ctx.proxy.url });
    const remoteCredentials = remoteCredentialsIn(store, upstream, secret);
    const touched: string[] = [];
    const { prepare } = remoteDeletions({
      store,
      upstream,
      remoteCredentials,
      verification: embeddedVerification(store),
      verifySoon: () => undefined,
      invalidateName: (_caller, model_name) => touched.push(model_name),
    });
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
    ctx.proxy.respond = async ({ url }, outgoing) =>
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
    ctx.proxy.respond = ({ url }, outgoing) => {
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
    ctx.proxy.respond = async ({ url }) => {
      if (!url.includes('/models?')) return undefined;
      ctx.proxy.respond = undefined;
      await remove(deletion_id, nth(ids, 1));
      return undefined;
    };
    const { checks } = await settle(deletion_id);
    expect(checks).toEqual([]);
  });
});
