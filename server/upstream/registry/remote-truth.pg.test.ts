import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { ModelListItem } from '../../../core/contract/model.ts';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import { must } from '../../../core/testing/must.ts';
import { remoteDeletionClient } from '../../testing/clients/remote-deletion-client.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import { startGateway } from '../../testing/setup/start-gateway.ts';

/** How long the registry may lag behind here, in ms. */
const LAG_MS = 4_000;

const ctx = setUpRemote({}, LAG_MS);
const { ask, pathOf, readReceipt, byCurl, whenDeleting } = remoteDeletionClient(ctx);

const outcomes = async (id: string) => reportReceipt(await readReceipt(id)).rows.map((row) => row.outcome);
const listsOf = (name: string) =>
  ctx.proxy.received.filter(({ method, url }) => method === 'GET' && url.includes(`model_name=${name}&`));

/** Until the gateway has found out by itself: nobody asks it to. */
const until = (id: string, check: (report: ReturnType<typeof reportReceipt>) => void) =>
  vi.waitFor(async () => check(reportReceipt(await readReceipt(id))), { timeout: 20_000, interval: 50 });

const isFinal = (id: string) =>
  until(id, ({ counts, confirmation }) => expect([counts.unknown, confirmation.waiting]).toEqual([0, 0]));

const told = (ids: readonly string[], refused: readonly string[] = []) =>
  JSON.stringify({
    delete_success_list: ids,
    delete_failed_list: refused.map((model_id) => ({
      model_id,
      error_code: 'ModelArts.3009',
      error_msg: '',
    })),
  });

describe('what a remote registry says that it deleted', () => {
  it('is confirmed by one list of the name, and the receipt says when', async () => {
    const ids = await ctx.registry.createMany('pose', 5);
    const before = listsOf('pose').length;
    const id = await byCurl(ids[0], true);
    await isFinal(id);
    const receipt = await readReceipt(id);
    const { rows, confirmation } = reportReceipt(receipt);
    expect(rows.every((row) => row.outcome === 'deleted' && row.confirmed)).toBe(true);
    expect(confirmation.at).toBeGreaterThanOrEqual(receipt.calls[0]?.answered_at ?? Number.NaN);
    // One to plan it, one to confirm it, and one for the lists of the console.
    expect(listsOf('pose').length - before).toBeLessThanOrEqual(3);
  });

  it('and did not, is "still there" once it cannot be a lag any more, and "being confirmed" until then', async () => {
    const ids = await ctx.registry.createMany('pose', 3);
    whenDeleting((_came, outgoing) => outgoing.writeHead(200).end(told(ids)));
    const id = await byCurl(ids[0], true);
    await until(id, ({ confirmation }) => expect(confirmation.contested).toBe(3));
    expect((await outcomes(id)).every((outcome) => outcome === 'deleted')).toBe(true);
    await isFinal(id);
    expect(await outcomes(id)).toEqual(['still-there', 'still-there', 'still-there']);
    const receipt = await readReceipt(id);
    const late = receipt.checks.find((check) => check.is_late);
    expect(late?.at).toBeGreaterThanOrEqual((receipt.calls[0]?.answered_at ?? Number.NaN) + LAG_MS);
  });

  it('and still lists for a while, is deleted in the end', async () => {
    const [gone, kept] = await ctx.registry.createMany('pose', 2);
    const stale = (await ctx.registry.list()).models;
    const lists = JSON.stringify({ total_count: 2, count: 2, models: stale });
    ctx.proxy.respond = ({ method, url }, outgoing) =>
      method === 'GET' && url.includes('/models?') ? outgoing.writeHead(200).end(lists) : undefined;
    const id = await byCurl(gone);
    await until(id, ({ confirmation }) => expect(confirmation.contested).toBe(1));
    ctx.proxy.respond = undefined;
    await isFinal(id);
    expect(await outcomes(id)).toEqual(['deleted']);
    expect((await ctx.registry.list()).models.map((model) => model.model_id)).toEqual([kept]);
  });

  it('in capital letters, is the same', async () => {
    const ids = await ctx.registry.createMany('pose', 2);
    whenDeleting(async (_came, outgoing) => {
      await ctx.registry.remove(ids[0], true);
      return outgoing.writeHead(200).end(told(ids.map((id) => id.toUpperCase())));
    });
    const id = await byCurl(ids[0], true);
    await isFinal(id);
    const { rows, unexpected } = reportReceipt(await readReceipt(id));
    expect([rows.map((row) => row.outcome), unexpected]).toEqual([['deleted', 'deleted'], []]);
  });
});

describe('who took a version from a remote registry', () => {
  it('is not known of those that a cascade took and did not name', async () => {
    const ids = await ctx.registry.createMany('pose', 7);
    whenDeleting(async (_came, outgoing) => {
      await ctx.registry.remove(ids[0], true);
      return outgoing.writeHead(200).end(told(ids.slice(0, 5)));
    });
    const id = await byCurl(ids[0], true);
    await isFinal(id);
    const { rows } = reportReceipt(await readReceipt(id));
    expect(rows.slice(0, 5).every((row) => row.outcome === 'deleted')).toBe(true);
    expect(rows.slice(5)).toMatchObject(Array(2).fill({ outcome: 'gone', by: 'not-known' }));
  });

  it.each([
    ['refused', 200, (id: string) => told([], [id])],
    ['not there', 404, () => '{"error_code":"ModelArts.3001","error_msg":""}'],
    ['not allowed', 403, () => '{"error_code":"ModelArts.0108","error_msg":""}'],
  ])('is not known of one that went and was told as %s', async (_word, status, bodyFor) => {
    const [model] = await ctx.registry.createMany('pose', 1);
    whenDeleting(async (_came, outgoing) => {
      await ctx.registry.remove(model);
      return outgoing.writeHead(status).end(bodyFor(model));
    });
    const id = await byCurl(model);
    await until(id, ({ rows }) => expect(rows).toMatchObject([{ outcome: 'gone', by: 'not-known' }]));
  });
});

describe('an answer that was lost', () => {
  it('is made up for by the gateway alone, also when the registry acts after the first look', async () => {
    const [model] = await ctx.registry.createMany('pose', 1);
    whenDeleting((_came, outgoing) => outgoing.destroy());
    const answer = await ask('DELETE', pathOf(model));
    expect(answer.status).toBe(502);
    const [opened] = z
      .object({ deletions: z.array(z.object({ deletion_id: z.string() })) })
      .parse((await ask('GET', '/api/deletions')).body).deletions;
    const id = must(opened).deletion_id;
    await until(id, ({ rows }) => expect(rows).toMatchObject([{ because: 'still-listed' }]));
    await ctx.registry.remove(model);
    await until(id, ({ rows }) => expect(rows).toMatchObject([{ outcome: 'deleted', by: 'list' }]));
  });

  it('is made up for by another gateway, when the one that sent the call is gone', async () => {
    const ids = await ctx.registry.createMany('pose', 2);
    const listed = z.array(ModelListItem).parse((await ctx.registry.list()).models);
    const plan = planDeletion({ listed, chosen: new Set(ids.slice(0, 1)) }, new Map());
    const opened = await ask('POST', '/api/deletions', { plan });
    const id = z.object({ deletion_id: z.string() }).parse(opened.body).deletion_id;
    const call = JSON.stringify({ model_id: ids[0], cascade: false });
    const { store } = ctx.front;
    const row = { project_id: ctx.project.project_id, deletion_id: id, call_number: 1, call };
    await store
      .insertInto('deletion_calls')
      .values({ ...row, sent_at: Date.now() - 120_000 })
      .execute();
    await ctx.registry.remove(ids[0]);
    // As its page was closed two minutes ago, and its gateway killed.
    await store
      .updateTable('deletions')
      .set({ seen_at: Date.now() - 120_000, look_at: Date.now() - 30_000 })
      .where('deletion_id', '=', id)
      .execute();
    const remote = { modelarts: ctx.proxy.url, iam: ctx.proxy.url };
    const other = await startGateway({ beside: ctx.front, settings: { remote, lag: LAG_MS } });
    await until(id, ({ rows }) => expect(rows).toMatchObject([{ outcome: 'deleted', by: 'list' }]));
    await other.close();
  });
});

describe('a version that the registry knows by another name than the plan', () => {
  it('is told on the receipt, as a look found it', async () => {
    const [model] = await ctx.registry.createMany('pose', 1);
    const { models } = await ctx.registry.list();
    const renamed = JSON.stringify({
      ...{ total_count: 1, count: 1 },
      models: models.map((one) => ({ ...one, model_version: '9.9.9' })),
    });
    ctx.proxy.respond = ({ method, url }, outgoing) => {
      if (method === 'DELETE')
        return outgoing.writeHead(403).end('{"error_code":"ModelArts.0108","error_msg":""}');
      return url.includes('/models?') ? outgoing.writeHead(200).end(renamed) : undefined;
    };
    const id = await byCurl(model);
    const misnamed = [{ model_id: model, model_name: 'pose', model_version: '9.9.9' }];
    await vi.waitFor(async () => expect((await readReceipt(id)).checks).toMatchObject([{ misnamed }]), {
      ...{ timeout: 20_000, interval: 50 },
    });
    expect((await readReceipt(id)).plan.affected).toMatchObject([{ model_version: '1.0.0' }]);
  });
});
