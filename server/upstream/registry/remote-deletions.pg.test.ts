import { describe, expect, it } from 'vitest';
import { reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { first } from '../../../core/testing/must.ts';
import { errorCode } from '../../testing/clients/http-client.ts';
import { headerOf } from '../../testing/clients/read-answer.ts';
import { remoteDeletionClient } from '../../testing/clients/remote-deletion-client.ts';
import { aMinuteLater } from '../../testing/fixtures/a-minute-later.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();
const { ask, pathOf, readReceipt, settle, open, remove, whenDeleting } = remoteDeletionClient(ctx);

const deletes = () =>
  ctx.proxy.received.filter(({ method, url }) => method === 'DELETE' && url.includes(ctx.project.project_id));

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
    ctx.proxy.respond = undefined;
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
    ctx.proxy.respond = ({ method, url }, outgoing) =>
      method === 'GET' && url.includes(id) ? outgoing.writeHead(200).end('<html>') : undefined;
    const answer = await ask('DELETE', pathOf(id));
    expect([answer.status, errorCode(answer)]).toEqual([503, 'Coppice.0012']);
    expect(deletes()).toEqual([]);
  });
});
