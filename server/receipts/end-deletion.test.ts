import { describe, expect, it } from 'vitest';
import { ReceiptPage } from '../../core/console-api/deletions/receipts.ts';
import { embeddedContext } from '../backends/embedded-deletions.ts';
import { callerOfToken } from '../iam/tokens/tokens.ts';
import { deletionClient } from '../testing/clients/deletion-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { recordCall } from './calls/record-call.ts';

const ctx = setUpGateway();
const { api, counts, planned, read, send } = deletionClient(ctx);

describe('the end of a run', () => {
  it('looks what became of the versions that no call was made for', async () => {
    const { deletion, ids } = await planned(3);
    await send(deletion, ids[0] ?? '');
    await ctx.registry.remove(ids[1] ?? '');
    await api('POST', `/${deletion}/end`, { ending: 'stopped' });
    expect(await counts(deletion)).toMatchObject({ deleted: 1, gone: 1, left: 1 });
  });

  it('keeps why it was halted', async () => {
    const { deletion } = await planned(1);
    await api('POST', `/${deletion}/end`, { ending: 'halted', reason: 'throttled' });
    expect(await read(deletion)).toMatchObject({ ending: 'halted', reason: 'throttled', state: 'ended' });
  });

  it('with a call still under way is looked into when that has its answer', async () => {
    const { deletion, ids } = await planned(2);
    await recordCall({
      store: ctx.gateway.store,
      request: {
        caller: await callerOfToken(ctx.gateway.store, ctx.project.operator.token),
        call: { model_id: ids[0] ?? '', cascade: false },
        deletionId: deletion,
      },
      act: async () => {
        await api('POST', `/${deletion}/end`, { ending: 'interrupted' });
        await ctx.registry.remove(ids[0] ?? '');
        await ctx.registry.remove(ids[1] ?? '');
        return { status: 502, body: '<html>' };
      },
      logFailure: () => {},
      context: embeddedContext(ctx.gateway.store),
    });
    expect(await counts(deletion)).toMatchObject({ deleted: 1, gone: 1 });
  });

  it('that never came is noticed: the run counts as interrupted, and is looked into', async () => {
    const { deletion, ids } = await planned(1);
    expect((await read(deletion)).state).toBe('running');
    await ctx.registry.remove(ids[0] ?? '');
    await ctx.gateway.store
      .updateTable('deletions')
      .set({ seen_at: Date.now() - 100_000 })
      .where('deletion_id', '=', deletion)
      .execute();
    expect((await read(deletion)).state).toBe('interrupted');
    const { deletions } = ReceiptPage.parse((await api('GET', `?search=${deletion}`)).body);
    expect(deletions).toMatchObject([{ state: 'interrupted' }]);
    await api('POST', `/${deletion}/verify`);
    expect(await counts(deletion)).toMatchObject({ gone: 1 });
  });

  it('is not noticed while its page says that it goes on', async () => {
    const { deletion } = await planned(1);
    await ctx.gateway.store
      .updateTable('deletions')
      .set({ seen_at: 0 })
      .where('deletion_id', '=', deletion)
      .execute();
    expect((await api('POST', `/${deletion}/alive`)).status).toBe(204);
    expect((await read(deletion)).state).toBe('running');
  });
});
