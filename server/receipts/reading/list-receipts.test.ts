import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { ReceiptPage } from '../../../core/console-api/deletions/receipts.ts';
import { deletionClient } from '../../testing/clients/deletion-client.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
const { api } = deletionClient(ctx);

describe('the list of deletions', () => {
  it('pages through all, newest first, each once', async () => {
    const ids = await ctx.registry.createMany('pose', 5);
    for (const id of ids) await ctx.registry.remove(id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '?limit=2' : `?limit=2&cursor=${cursor}`;
      const page: ReceiptPage = ReceiptPage.parse((await api('GET', query)).body);
      seen.push(...page.deletions.map((deletion) => deletion.deletion_id));
      cursor = page.next_cursor;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it('is searched by name and id, and narrowed by person and result', async () => {
    const [id = ''] = await ctx.registry.createMany('pose_net', 1);
    await ctx.registry.remove(id);
    const found = async (query: string) => ReceiptPage.parse((await api('GET', query)).body).deletions.length;
    expect(await found('?search=POSE_')).toBe(1);
    expect(await found(`?search=${id}`)).toBe(1);
    expect(await found('?search=poseXnet')).toBe(0);
    expect(await found('?user=operator&result=all')).toBe(1);
    expect(await found('?result=none')).toBe(0);
    expect((await api('GET', '?cursor=garbage')).status).toBe(400);
  });

  it('is narrowed by several people and results, and to what had a refusal, and tells why and how much it freed', async () => {
    const [used = '', free = ''] = await ctx.registry.createMany('pose', 3);
    await ctx.registry.deploy('gateway', [used]);
    const sized = ctx.gateway.store.updateTable('models').set({ model_size: 7 });
    await sized.where('project_id', '=', ctx.project.project_id).execute();
    await ctx.registry.remove(used);
    await ctx.registry.remove(free, true);
    await ctx.registry.remove(await ctx.registry.create('other', '1.0.0'));
    const page = async (query: string) => ReceiptPage.parse((await api('GET', query)).body).deletions;
    const names = async (query: string) => (await page(query)).flatMap((deletion) => deletion.model_names);
    expect(await page('?result=refused')).toMatchObject([
      { result: 'some', refusals: { 'ModelArts.3009': 1 }, freed: 14 },
      { result: 'none', refusals: { 'ModelArts.3009': 1 }, freed: 0 },
    ]);
    expect(await names('?result=refused&result=all')).toEqual(['other', 'pose', 'pose']);
    expect(await names('?result=none&result=all')).toEqual(['other', 'pose']);
    expect(await names('?user=operator&user=somebody&result=all')).toEqual(['other']);
    expect(await names('?user=somebody')).toEqual([]);
    expect((await api('GET', '?result=luck')).status).toBe(400);

    const before = await page('');
    const asBefore = ctx.gateway.store.updateTable('deletions').set({ refusals: null });
    await asBefore.where('project_id', '=', ctx.project.project_id).execute();
    expect(await page('')).toEqual(before);
  });

  it('is narrowed by exact name, by its own id and by time, from a moment on and before another', async () => {
    const [id = ''] = await ctx.registry.createMany('pose', 1);
    await ctx.registry.remove(id);
    await ctx.registry.remove(await ctx.registry.create('posenet', '1.0.0'));
    const page = async (query: string) => ReceiptPage.parse((await api('GET', query)).body);
    const [, first] = (await page('')).deletions;
    const moment = first?.created_at ?? 0;
    expect((await page('?name=pose')).deletions).toEqual([first]);
    expect((await page(`?search=${first?.deletion_id}`)).deletions).toEqual([first]);
    expect((await page(`?from=${moment}&to=${moment + 1}&name=pose`)).deletions).toEqual([first]);
    expect((await page(`?to=${moment}`)).deletions).toEqual([]);
    expect((await page(`?from=${moment + 60_000}`)).deletions).toEqual([]);
    expect((await api('GET', '?from=yesterday')).status).toBe(400);
  });

  it('tells on its first page how many match, and who has deleted', async () => {
    const ids = await ctx.registry.createMany('pose', 3);
    for (const id of ids) await ctx.registry.remove(id);
    const first = ReceiptPage.parse((await api('GET', '?limit=2')).body);
    expect(first.first).toEqual({ total: 3, users: ['operator'] });
    const second = ReceiptPage.parse((await api('GET', `?limit=2&cursor=${first.next_cursor}`)).body);
    expect(second.first).toBeNull();
  });

  it('is exported as a whole, or as far as it is narrowed', async () => {
    const ids = await ctx.registry.createMany('pose', 120);
    for (const id of ids) await ctx.registry.remove(id);
    await ctx.registry.remove(await ctx.registry.create('other', '1.0.0'));
    const csv = String((await api('GET', '/export?format=csv&name=pose')).body);
    expect(csv.split('\r\n')).toHaveLength(1 + 120 + 1);
    expect(csv).toContain(`,operator,api,deleted,pose,1.0.0,${ids[0]},,`);
    const json = z
      .array(z.object({ receipt: Receipt }))
      .parse((await api('GET', '/export?format=json')).body);
    expect(json).toHaveLength(121);
    expect((await api('GET', '/export?format=json&name=nothing')).body).toEqual([]);
  });
});
