import { expect, it } from 'vitest';
import { reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { errorCode } from '../../testing/clients/http-client.ts';
import { headerOf } from '../../testing/clients/read-answer.ts';
import { remoteDeletionClient } from '../../testing/clients/remote-deletion-client.ts';
import { syncClient } from '../../testing/clients/sync-client.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();
const { ask, pathOf, readReceipt, open, remove } = remoteDeletionClient(ctx);

const deletesSent = () =>
  ctx.proxy.received.filter(({ method, url }) => method === 'DELETE' && url.includes(ctx.project.project_id));

/** Has the copy hold what the remote registry has: what is protected is named by it. */
async function copyAll(): Promise<void> {
  const client = await syncClient(ctx.front, await ctx.signIn());
  await client.refresh();
}

const protect = async (body: object) =>
  (await ask('PUT', '/api/protections', { ...body, note: 'golden' })).status;

it('is the gateway’s: nothing of what is protected is sent to the remote registry', async () => {
  const [first, second] = await ctx.registry.createMany('pose', 2);
  await copyAll();
  expect(await protect({ model_id: first })).toBe(200);
  for (const path of [pathOf(first), `${pathOf(second)}?cascade=true`]) {
    const answer = await ask('DELETE', path);
    expect([path, answer.status, errorCode(answer)]).toEqual([path, 409, 'Coppice.0018']);
    const report = reportReceipt(await readReceipt(headerOf(answer, DELETION_HEADER)));
    expect(report.counts).toMatchObject({ unknown: 0, deleted: 0 });
    expect(report.counts.failed).toBeGreaterThan(0);
  }
  expect(deletesSent()).toEqual([]);
  expect((await ask('DELETE', pathOf(second))).status).toBe(200);
  expect((await ask('DELETE', `/api/protections?model_id=${first}`)).status).toBe(204);
  expect((await ask('DELETE', pathOf(first))).status).toBe(200);
  expect((await ctx.registry.list()).total_count).toBe(0);
});

it('keeps a call of a plan that was confirmed before from being sent', async () => {
  const { ids, deletion_id } = await open(2);
  const [first = ''] = ids;
  await copyAll();
  expect(await protect({ model_id: first })).toBe(200);
  const answer = await remove(deletion_id, first);
  expect([answer.status, errorCode(answer)]).toEqual([409, 'Coppice.0018']);
  expect(deletesSent()).toEqual([]);
  expect(reportReceipt(await readReceipt(deletion_id)).rows[0]).toMatchObject({
    outcome: 'failed',
    code: 'Coppice.0018',
  });
});

it('covers versions of a protected name that the copy does not have yet', async () => {
  await ctx.registry.createMany('pose', 1);
  await copyAll();
  expect(await protect({ model_name: 'pose' })).toBe(200);
  const later = await ctx.registry.create('pose', '2.0.0');
  expect((await ask('DELETE', pathOf(later))).status).toBe(409);
  expect(deletesSent()).toEqual([]);
});
