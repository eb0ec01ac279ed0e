import { describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { Receipt, reportReceipt } from '../../core/console-api/receipt.ts';
import { DELETION_HEADER, ReceiptPage } from '../../core/console-api/receipts.ts';
import { groupETag } from '../../core/contract/group-etag.ts';
import { ModelListItem } from '../../core/contract/model.ts';
import { type DeletionRequest, planDeletion } from '../../core/deletion/plan-deletion.ts';
import { callerOfToken, issueToken } from '../iam/tokens/tokens.ts';
import { createUser } from '../iam/users/create-user.ts';
import { deleteModel } from '../registry/models/delete-model.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { holdCall, type NotedCall } from './calls/hold-call.ts';
import { markCallsLost } from './calls/lost-calls.ts';
import { type CallAnswer, embeddedContext, recordCall } from './calls/record-call.ts';

const ctx = setUpGateway();

const api = (method: string, path: string, body?: unknown, token = ctx.project.operator.token) =>
  ctx.gateway.http(method, `/api/deletions${path}`, { token, ...(body !== undefined && { body }) });

const read = async (id: string) => Receipt.parse((await api('GET', `/${id}`)).body);
const counts = async (id: string) => reportReceipt(await read(id)).counts;

/** Opens a deletion as the console does. */
async function open(request: DeletionRequest): Promise<string> {
  const check = new Map(request.listed.map((version) => [version.model_id, []]));
  const answer = await api('POST', '', { plan: planDeletion(request, check) });
  expect(answer.status).toBe(201);
  return z.object({ deletion_id: z.string() }).parse(answer.body).deletion_id;
}

const send = (deletion: string, id: string, cascade = false) =>
  ctx.registry.call('DELETE', `/models/${id}?cascade=${cascade}`, undefined, { [DELETION_HEADER]: deletion });

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

async function models() {
  return z.array(ModelListItem).parse((await ctx.registry.list('order=asc')).models);
}

/** The deletion of every version of a name but its newest, so version by version; or of the name as a whole. */
async function planned(count: number, { whole = false } = {}) {
  const ids = await ctx.registry.createMany('pose', whole ? count : count + 1);
  const going = ids.slice(0, count);
  const deletion = await open({ listed: await models(), chosen: new Set(going) });
  return { deletion, ids: going };
}

/** Somebody else who may delete in the project. */
async function anotherOperator() {
  const { account, project, project_id } = ctx.project;
  const person = { account, project, user: 'other', role: 'operator', password_hash: 'none' } as const;
  const other = await ctx.gateway.store.transaction().execute((trx) => createUser(trx, person));
  return issueToken(ctx.gateway.store, { user_id: other.user_id, project_id });
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
    const told: unknown[] = [];
    const failure = new Error('the connection broke at the commit');
    const answer = await recordCall({
      store: ctx.gateway.store,
      asked: {
        caller: await callerOfToken(ctx.gateway.store, ctx.project.operator.token),
        call: { model_id: ids[0] ?? '', cascade: false },
        named: deletion,
      },
      act: () => Promise.reject(failure),
      tellFailure: (error) => told.push(error),
      context: embeddedContext(ctx.gateway.store),
    });
    expect(answer).toMatchObject({ status: 500, body: expect.not.stringContaining('Nothing was deleted') });
    expect((await read(deletion)).calls).toMatchObject([{ status: 500, body: answer.body }]);
    expect(await counts(deletion)).toMatchObject({ unknown: 1 });
    expect(told).toEqual([failure]);
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
      asked: {
        caller: await callerOfToken(store, ctx.project.operator.token),
        call: { model_id, cascade: false },
      },
      act: async (noted) => {
        await happen(noted.deletion_id);
        const { project_id } = ctx.project;
        const lists = await deleteModel(store, project_id, { model_id, cascade: false }, async () => {});
        return { status: 200, body: JSON.stringify(lists) };
      },
      tellFailure: () => {},
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
      asked: {
        caller: await callerOfToken(ctx.gateway.store, ctx.project.operator.token),
        call: { model_id: target, cascade: true },
      },
      act: async () => ({ status: 404, body: '{"error_code":"ModelArts.3001","error_msg":""}' }),
      tellFailure: () => {},
      context: embeddedContext(store),
    });
    expect(answer.status).toBe(404);
    const receipt = await read(answer.deletion_id);
    expect(receipt.plan.affected.map((version) => version.model_id)).toEqual([target, other]);
    expect(reportReceipt(receipt).counts).toMatchObject({ gone: 1, left: 1 });
  });

  it('of another project is not there', async () => {
    const { deletion } = await planned(1);
    const stranger = await ctx.gateway.newProject();
    const answer = await api('GET', `/${deletion}`, undefined, stranger.operator.token);
    expect([answer.status, errorCode(answer)]).toEqual([404, 'Coppice.0006']);
  });

  it('can be read by a viewer, and not opened', async () => {
    const { deletion } = await planned(1);
    expect((await api('GET', `/${deletion}`, undefined, ctx.project.viewer.token)).status).toBe(200);
    const plan = (await read(deletion)).plan;
    expect((await api('POST', '', { plan }, ctx.project.viewer.token)).status).toBe(403);
  });

  it('is not opened with a plan that contradicts itself', async () => {
    const { deletion } = await planned(1);
    const { plan } = await read(deletion);
    const calls = [{ model_id: 'stranger', cascade: true, covers: ['stranger'] }];
    expect((await api('POST', '', { plan: { ...plan, calls } })).status).toBe(400);
    expect(
      (await api('POST', '', { plan: { ...plan, affected: [...plan.affected, ...plan.affected] } })).status,
    ).toBe(400);
  });
});

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
      asked: {
        caller: await callerOfToken(ctx.gateway.store, ctx.project.operator.token),
        call: { model_id: ids[0] ?? '', cascade: false },
        named: deletion,
      },
      act: async () => {
        const page = ReceiptPage.parse((await api('GET', '')).body);
        result = page.deletions[0]?.result ?? '';
        return { status: 200, body: '{"delete_success_list":[]}' };
      },
      tellFailure: () => {},
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
      const record = (place: number, act: (noted: NotedCall) => Promise<CallAnswer>) =>
        recordCall({
          store,
          asked: { caller, call: call(place), named: deletion },
          act,
          tellFailure: () => {},
          context: embeddedContext(store),
        });

      let meanwhile: Receipt | undefined;
      await record(0, async (noted) => {
        await store.updateTable('deletion_calls').set({ sent_at: 0 }).execute();
        return remove(0, async (trx) => {
          await holdCall(trx, noted);
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
      asked: {
        caller: await callerOfToken(store, ctx.project.operator.token),
        call: { model_id, cascade: false },
        named: deletion,
      },
      act: async (noted) => {
        await store.updateTable('deletion_calls').set({ sent_at: 0 }).execute();
        await verify('before it acts');
        const lists = await deleteModel(store, project_id, { model_id, cascade: false }, async (trx) => {
          await holdCall(trx, noted);
          await verify('while it acts');
        });
        await verify('after it acted');
        return { status: 200, body: JSON.stringify(lists) };
      },
      tellFailure: () => {},
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

describe('the rounds of a cascade', () => {
  it('are let through one after the other, each for a version that is still open', async () => {
    const { deletion, ids } = await planned(41, { whole: true });
    expect((await send(deletion, ids[0] ?? '', true)).status).toBe(200);
    expect((await send(deletion, ids[1] ?? '', true)).status).toBe(409);
    expect((await send(deletion, ids[20] ?? '', true)).status).toBe(200);
    expect((await send(deletion, ids[40] ?? '')).status).toBe(200);
    expect(await counts(deletion)).toMatchObject({ deleted: 41, left: 0 });
  });

  it('are turned away when only some versions of the name were confirmed', async () => {
    const { deletion, ids } = await planned(2);
    expect((await send(deletion, ids[0] ?? '', true)).status).toBe(409);
    expect(await models()).toHaveLength(3);
  });

  it('keep the condition that they were sent with', async () => {
    const { deletion, ids } = await planned(2, { whole: true });
    const headers = { [DELETION_HEADER]: deletion, 'if-match': groupETag(ids) };
    await ctx.registry.call('DELETE', `/models/${ids[0]}?cascade=true`, undefined, headers);
    expect((await read(deletion)).calls[0]?.call.if_match).toBe(groupETag(ids));
  });

  it('may be sent again when the condition was not met: nothing was done', async () => {
    const { deletion, ids } = await planned(2, { whole: true });
    await ctx.registry.create('pose', '9.0.0');
    const headers = { [DELETION_HEADER]: deletion, 'if-match': groupETag(ids) };
    const path = `/models/${ids[0]}?cascade=true`;
    const refused = await ctx.registry.call('DELETE', path, undefined, headers);
    expect([refused.status, errorCode(refused)]).toEqual([412, 'Coppice.0009']);
    expect(await counts(deletion)).toMatchObject({ left: 2 });
    expect((await send(deletion, ids[0] ?? '')).status).toBe(200);
  });
});

it('is true for each of two operators who cascade one name at the same moment', async () => {
  const ids = await ctx.registry.createMany('pose', 41);
  const request = { listed: await models(), chosen: new Set(ids) };
  const plan = planDeletion(request, new Map());
  const tokens = [ctx.project.operator.token, (await anotherOperator()).token];
  const deletions = await Promise.all(
    tokens.map(async (token) => {
      const { body } = await api('POST', '', { plan }, token);
      const { deletion_id } = z.object({ deletion_id: z.string() }).parse(body);
      const headers = { [DELETION_HEADER]: deletion_id };
      const path = `/v1/${ctx.project.project_id}/models/${ids[0]}?cascade=true`;
      await ctx.gateway.http('DELETE', path, { token, headers });
      return { deletion_id, token };
    }),
  );
  for (const { deletion_id, token } of deletions) {
    await api('POST', `/${deletion_id}/end`, { ending: 'stopped' }, token);
  }
  const listed = new Set((await models()).map((model) => model.model_id));
  const reports = await Promise.all(
    deletions.map(async ({ deletion_id }) => reportReceipt(await read(deletion_id))),
  );
  for (const { rows } of reports) {
    for (const row of rows)
      expect([row.model_id, row.outcome === 'left']).toEqual([row.model_id, listed.has(row.model_id)]);
  }
  const deleted = reports.flatMap(({ rows }) => rows.filter((row) => row.outcome === 'deleted'));
  expect(new Set(deleted.map((row) => row.model_id)).size).toBe(deleted.length);
  expect(deleted).toHaveLength(41 - listed.size);
});

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
      asked: {
        caller: await callerOfToken(ctx.gateway.store, ctx.project.operator.token),
        call: { model_id: ids[0] ?? '', cascade: false },
        named: deletion,
      },
      act: async () => {
        await api('POST', `/${deletion}/end`, { ending: 'interrupted' });
        await ctx.registry.remove(ids[0] ?? '');
        await ctx.registry.remove(ids[1] ?? '');
        return { status: 502, body: '<html>' };
      },
      tellFailure: () => {},
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

it('exports CSV that no spreadsheet runs, and JSON', async () => {
  const { deletion, ids } = await planned(1);
  await send(deletion, ids[0] ?? '');
  await ctx.gateway.store
    .updateTable('deletion_calls')
    .set({
      body: JSON.stringify({
        delete_success_list: [],
        delete_failed_list: [{ model_id: ids[0], error_code: '=1+1', error_msg: '@SUM("a"),b\nc' }],
      }),
    })
    .where('deletion_id', '=', deletion)
    .execute();
  const csv = await api('GET', `/${deletion}/export?format=csv`);
  expect(csv.headers.get('content-disposition')).toBe(
    `attachment; filename="coppice-deletion-${deletion}.csv"`,
  );
  expect(csv.body).toBe(
    `outcome,model_name,model_version,model_id,code,message\r\nfailed,pose,1.0.0,${ids[0]},'=1+1,"'@SUM(""a""),b\nc"\r\n`,
  );
  expect((await api('GET', `/${deletion}/export?format=json`)).body).toMatchObject({
    receipt: { deletion_id: deletion },
  });
});
