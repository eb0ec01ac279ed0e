import { describe, expect, inject, it } from 'vitest';
import { Receipt, reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { ReceiptPage } from '../../../core/console-api/deletions/receipts.ts';
import { embeddedContext } from '../../backends/embedded-deletions.ts';
import { callerOfToken } from '../../iam/tokens/tokens.ts';
import { deleteModel } from '../../registry/models/delete-model.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { deletionClient } from '../../testing/clients/deletion-client.ts';
import { errorCode } from '../../testing/clients/http-client.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';
import { holdCall, type PendingCall } from './hold-call.ts';
import { markCallsLost } from './lost-calls.ts';
import { type CallAnswer, recordCall } from './record-call.ts';

const ctx = setUpGateway();
const { api, counts, models, planned, read, send } = deletionClient(ctx);

describe('a call whose answer was lost with the gateway', () => {
  /** As a crash leaves it: the call is noted, its answer is not. */
  async function cutOff(deletion: string, model_id: string, sent_at: number) {
    const { project_id } = ctx.project;
    const call = JSON.stringify({ model_id, cascade: false, covers: [model_id] });
    const row = { project_id, deletion_id: deletion, call_number: 1, call, sent_at };
    await ctx.gateway.store.insertInto('deletion_calls').values(row).execute();
  }

  it('is unknown until the list settles it: gone means deleted', async () => {
    const { deletion, ids } = await planned(1);
    await cutOff(deletion, ids[0] ?? '', Date.now() - 120_000);
    await ctx.registry.remove(ids[0] ?? '');
    expect(await counts(deletion)).toMatchObject({ unknown: 1 });
    await api('POST', `/${deletion}/verify`);
    expect(await counts(deletion)).toMatchObject({ deleted: 1, unknown: 0 });
  });

  it('still listed means not deleted, and stays so whoever deletes it later', async () => {
    const { deletion, ids } = await planned(1);
    await cutOff(deletion, ids[0] ?? '', Date.now() - 120_000);
    await api('POST', `/${deletion}/verify`);
    await ctx.registry.remove(ids[0] ?? '');
    await api('POST', `/${deletion}/verify`);
    expect(await counts(deletion)).toMatchObject({ left: 1, deleted: 0 });
  });

  it('shows as open in the list of deletions from the moment it is sent', async () => {
    const { deletion, ids } = await planned(1);
    let result = '';
    await recordCall({
      store: ctx.gateway.store,
      request: {
        caller: await callerOfToken(ctx.gateway.store, ctx.project.operator.token),
        call: { model_id: ids[0] ?? '', cascade: false },
        deletionId: deletion,
      },
      act: async () => {
        const page = ReceiptPage.parse((await api('GET', '')).body);
        result = page.deletions[0]?.result ?? '';
        return { status: 200, body: '{"delete_success_list":[]}' };
      },
      logFailure: () => {},
      context: embeddedContext(ctx.gateway.store),
    });
    expect(result).toBe('open');
  });

  it('lets its run go on once a list has settled it, but not for the version that was called for', async () => {
    const { deletion, ids } = await planned(2);
    await cutOff(deletion, ids[0] ?? '', Date.now() - 120_000);
    const early = await send(deletion, ids[0] ?? '');
    expect([early.status, errorCode(early)]).toEqual([409, 'Coppice.0007']);
    await api('POST', `/${deletion}/verify`);
    expect((await send(deletion, ids[0] ?? '')).status).toBe(409);
    expect((await send(deletion, ids[1] ?? '')).status).toBe(200);
    expect(await counts(deletion)).toMatchObject({ deleted: 1, left: 1 });
  });

  it('is known to be lost when the gateway that made it had the database to itself', async () => {
    const { deletion, ids } = await planned(1);
    await cutOff(deletion, ids[0] ?? '', Date.now());
    await ctx.registry.remove(ids[0] ?? '');
    await markCallsLost(ctx.gateway.store);
    await api('POST', `/${deletion}/verify`);
    const receipt = await read(deletion);
    expect(receipt.calls[0]?.problem).toContain('the gateway stopped');
    expect(reportReceipt(receipt).counts).toMatchObject({ deleted: 1 });
  });

  it('does not act any more once it was given up, so that the list that was read stays true', async () => {
    const { deletion, ids } = await planned(2);
    const { answer, given } = await outlive(deletion, ids[0] ?? '', 'before it acts');
    expect(given.calls[0]?.problem).toContain('the gateway stopped');
    expect(reportReceipt(given).counts).toMatchObject({ left: 2, unknown: 0 });
    expect([answer.status, answer.body]).toEqual([409, expect.stringContaining('Nothing was deleted')]);
    expect((await models()).map((model) => model.model_id)).toContain(ids[0]);
    expect(await counts(deletion)).toMatchObject({ left: 2, unknown: 0 });
  });

  it('still has its answer written when that comes after it was given up', async () => {
    const { deletion, ids } = await planned(2);
    const { answer, given } = await outlive(deletion, ids[0] ?? '', 'after it acted');
    expect(answer.status).toBe(200);
    expect(reportReceipt(given).counts).toMatchObject({ deleted: 1, left: 1 });
    const [call] = (await read(deletion)).calls;
    expect([call?.status, call?.problem]).toEqual([200, undefined]);
    expect(await counts(deletion)).toMatchObject({ deleted: 1, left: 1 });
  });

  // PGlite has one connection: there nothing else is asked while a call acts.
  it.runIf(inject('database') === 'postgres')('is not given up while it acts, however long', async () => {
    const { deletion, ids } = await planned(2);
    const { answer, given } = await outlive(deletion, ids[0] ?? '', 'while it acts');
    expect(reportReceipt(given).counts).toMatchObject({ unknown: 1, left: 1 });
    expect(answer.status).toBe(200);
    expect(await counts(deletion)).toMatchObject({ deleted: 1, left: 1 });
  });

  it.runIf(inject('database') === 'postgres')(
    'is not given up when the answer of another call is written, that ends the run',
    async () => {
      const { deletion, ids } = await planned(2);
      const caller = await callerOfToken(ctx.gateway.store, ctx.project.operator.token);
      const { store } = ctx.gateway;
      const call = (place: number) => ({ model_id: ids[place] ?? '', cascade: false });
      const remove = async (place: number, begin: (trx: StoreTransaction) => Promise<void>) => {
        const lists = await deleteModel(store, caller.project_id, call(place), begin);
        return { status: 200, body: JSON.stringify(lists) };
      };
      const record = (place: number, act: (pending: PendingCall) => Promise<CallAnswer>) =>
        recordCall({
          store,
          request: { caller, call: call(place), deletionId: deletion },
          act,
          logFailure: () => {},
          context: embeddedContext(store),
        });

      let meanwhile: Receipt | undefined;
      await record(0, async (pending) => {
        await store.updateTable('deletion_calls').set({ sent_at: 0 }).execute();
        return remove(0, async (trx) => {
          await holdCall(trx, pending);
          await record(1, async () => {
            await api('POST', `/${deletion}/end`, { ending: 'interrupted' });
            return remove(1, async () => {});
          });
          meanwhile = await read(deletion);
        });
      });
      expect(meanwhile?.calls.map((one) => [one.status, one.answered_at !== null])).toEqual([
        [null, false],
        [200, true],
      ]);
      expect((await read(deletion)).calls.map((one) => [one.status, one.problem])).toEqual([
        [200, undefined],
        [200, undefined],
      ]);
      expect(await counts(deletion)).toMatchObject({ deleted: 2 });
    },
  );

  /** A call that is older than any gateway's patience when its receipt is verified at that moment of it. */
  async function outlive(
    deletion: string,
    model_id: string,
    when: 'before it acts' | 'while it acts' | 'after it acted',
  ) {
    const { store } = ctx.gateway;
    const { project_id } = ctx.project;
    let given: Receipt | undefined;
    const verify = async (moment: typeof when) => {
      if (moment !== when) return;
      given = Receipt.parse((await api('POST', `/${deletion}/verify`)).body);
    };
    const answer = await recordCall({
      store,
      request: {
        caller: await callerOfToken(store, ctx.project.operator.token),
        call: { model_id, cascade: false },
        deletionId: deletion,
      },
      act: async (pending) => {
        await store.updateTable('deletion_calls').set({ sent_at: 0 }).execute();
        await verify('before it acts');
        const lists = await deleteModel(store, project_id, { model_id, cascade: false }, async (trx) => {
          await holdCall(trx, pending);
          await verify('while it acts');
        });
        await verify('after it acted');
        return { status: 200, body: JSON.stringify(lists) };
      },
      logFailure: () => {},
      context: embeddedContext(store),
    });
    if (!given) throw new Error('The receipt was not verified.');
    return { answer, given };
  }

  it('is not settled while it may still be under way', async () => {
    const { deletion, ids } = await planned(1);
    await cutOff(deletion, ids[0] ?? '', Date.now());
    await api('POST', `/${deletion}/verify`);
    expect(await counts(deletion)).toMatchObject({ unknown: 1 });
  });
});
