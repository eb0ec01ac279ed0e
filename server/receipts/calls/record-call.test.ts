import { describe, expect, it } from 'vitest';
import { reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER, ReceiptPage } from '../../../core/console-api/deletions/receipts.ts';
import { embeddedContext } from '../../backends/embedded-deletions.ts';
import { callerOfToken } from '../../iam/tokens/tokens.ts';
import { deleteModel } from '../../registry/models/delete-model.ts';
import type { Store } from '../../store/schema.ts';
import { deletionClient } from '../../testing/clients/deletion-client.ts';
import { errorCode } from '../../testing/clients/http-client.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';
import { markCallsLost } from './lost-calls.ts';
import { recordCall } from './record-call.ts';

const ctx = setUpGateway();
const { anotherOperator, api, counts, models, planned, read, send } = deletionClient(ctx);

/** The store, but that something happens as soon as its first query is answered. */
function afterFirstQuery(act: () => Promise<unknown>): Store {
  let isFirst = true;
  return ctx.gateway.store.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (isFirst) {
        isFirst = false;
        await act();
      }
      return result;
    },
  });
}

describe('a receipt', () => {
  it('holds the plan before anything is sent, and the raw answer afterwards', async () => {
    const { deletion, ids } = await planned(2);
    expect(await counts(deletion)).toMatchObject({ left: 2, deleted: 0 });
    const answer = await send(deletion, ids[0] ?? '');
    expect(answer.status).toBe(200);
    const receipt = await read(deletion);
    expect(JSON.parse(receipt.calls[0]?.body ?? '')).toEqual(answer.body);
    expect(await counts(deletion)).toMatchObject({ left: 1, deleted: 1 });
  });

  it('takes a call once: the second click deletes nothing and is told so', async () => {
    const { deletion, ids } = await planned(1);
    const answers = await Promise.all([1, 2, 3].map(() => send(deletion, ids[0] ?? '')));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    expect((await read(deletion)).calls).toHaveLength(1);
  });

  it('turns away a call that its plan does not have, and one with another cascade', async () => {
    const { deletion, ids } = await planned(1);
    const stranger = await ctx.registry.create('other', '1.0.0');
    for (const answer of [await send(deletion, stranger), await send(deletion, ids[0] ?? '', true)]) {
      expect([answer.status, errorCode(answer)]).toEqual([409, 'Coppice.0007']);
    }
    expect(await models()).toHaveLength(3);
  });

  it('turns away calls after its end, and the first ending stays', async () => {
    const { deletion, ids } = await planned(1);
    expect((await api('POST', `/${deletion}/end`, { ending: 'stopped' })).status).toBe(204);
    expect((await api('POST', `/${deletion}/end`, { ending: 'completed' })).status).toBe(204);
    expect((await read(deletion)).ending).toBe('stopped');
    expect((await send(deletion, ids[0] ?? '')).status).toBe(409);
  });

  it("is not ended by somebody else's hand", async () => {
    const { deletion, ids } = await planned(1);
    const { token } = await anotherOperator();
    const answer = await api('POST', `/${deletion}/end`, { ending: 'stopped' }, token);
    expect([answer.status, errorCode(answer)]).toEqual([409, 'Coppice.0007']);
    expect((await send(deletion, ids[0] ?? '')).status).toBe(200);
  });

  it('records a failure of the registry as a 500 that claims nothing, and tells the log why', async () => {
    const { deletion, ids } = await planned(1);
    const logged: unknown[] = [];
    const failure = new Error('the connection broke at the commit');
    const answer = await recordCall({
      store: ctx.gateway.store,
      request: {
        caller: await callerOfToken(ctx.gateway.store, ctx.project.operator.token),
        call: { model_id: ids[0] ?? '', cascade: false },
        deletionId: deletion,
      },
      act: () => Promise.reject(failure),
      logFailure: (error) => logged.push(error),
      context: embeddedContext(ctx.gateway.store),
    });
    expect(answer).toMatchObject({ status: 500, body: expect.not.stringContaining('Nothing was deleted') });
    expect((await read(deletion)).calls).toMatchObject([{ status: 500, body: answer.body }]);
    expect(await counts(deletion)).toMatchObject({ unknown: 1 });
    expect(logged).toEqual([failure]);
  });

  it('keeps a 404 for a version that somebody else deleted', async () => {
    const { deletion, ids } = await planned(1);
    await ctx.registry.remove(ids[0] ?? '');
    expect((await send(deletion, ids[0] ?? '')).status).toBe(404);
    expect(await counts(deletion)).toMatchObject({ gone: 1 });
  });

  it('is made for a call by curl too, with the plan of that moment, and named in the answer', async () => {
    const ids = await ctx.registry.createMany('pose', 21);
    const answer = await ctx.registry.call('DELETE', `/models/${ids[0]}?cascade=true`);
    const receipt = await read(answer.headers.get(DELETION_HEADER) ?? '');
    expect(receipt).toMatchObject({ source: 'api', ending: 'completed', user_name: 'operator' });
    expect(reportReceipt(receipt).counts).toMatchObject({ deleted: 20, left: 1 });
    expect(JSON.stringify(receipt)).not.toContain(ctx.project.operator.token);
  });

  it.each([
    ['nothing happened', async () => {}, 'completed'],
    ['it was ended', (id: string) => api('POST', `/${id}/end`, { ending: 'stopped' }), 'stopped'],
    ['it was given up', () => markCallsLost(ctx.gateway.store), 'completed'],
  ])('for a call by curl holds its answer, when before that %s', async (_what, happen, ending) => {
    const [model_id = ''] = await ctx.registry.createMany('pose', 1);
    const { store } = ctx.gateway;
    const { deletion_id } = await recordCall({
      store,
      request: {
        caller: await callerOfToken(store, ctx.project.operator.token),
        call: { model_id, cascade: false },
      },
      act: async (pending) => {
        await happen(pending.deletion_id);
        const { project_id } = ctx.project;
        const lists = await deleteModel(store, project_id, { model_id, cascade: false }, async () => {});
        return { status: 200, body: JSON.stringify(lists) };
      },
      logFailure: () => {},
      context: embeddedContext(store),
    });
    const receipt = await read(deletion_id);
    expect(receipt).toMatchObject({ ending, state: 'ended', calls: [{ status: 200 }] });
    expect(receipt.calls[0]?.problem).toBeUndefined();
    expect(reportReceipt(receipt).counts).toMatchObject({ deleted: 1 });
    const [listed] = ReceiptPage.parse((await api('GET', '')).body).deletions;
    expect(listed).toMatchObject({ deletion_id, result: 'all' });
  });

  it('for a cascade whose target somebody takes as it is opened says that it is gone, and contradicts nothing', async () => {
    const [target = '', other = ''] = await ctx.registry.createMany('pose', 2);
    const store = afterFirstQuery(() => ctx.registry.remove(target));
    const answer = await recordCall({
      store,
      request: {
        caller: await callerOfToken(ctx.gateway.store, ctx.project.operator.token),
        call: { model_id: target, cascade: true },
      },
      act: async () => ({ status: 404, body: '{"error_code":"ModelArts.3001","error_msg":""}' }),
      logFailure: () => {},
      context: embeddedContext(store),
    });
    expect(answer.status).toBe(404);
    const receipt = await read(answer.deletion_id);
    expect(receipt.plan.affected.map((version) => version.model_id)).toEqual([target, other]);
    expect(reportReceipt(receipt).counts).toMatchObject({ gone: 1, left: 1 });
  });
});
