import { beforeEach, describe, expect, it } from 'vitest';
import { type Receipt, reportReceipt } from '../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../../core/console-api/deletions/receipts.ts';
import { GroupVersionsPage, ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { ProtectionPage } from '../../core/console-api/models/protections.ts';
import { ModelListItem } from '../../core/contract/model.ts';
import { planDeletion } from '../../core/deletion/plan-deletion.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { protectionClient } from '../testing/clients/protection-client.ts';
import { headerOf } from '../testing/clients/read-answer.ts';
import { runClient } from '../testing/clients/run-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
let runs: ReturnType<typeof runClient>;
let guard: ReturnType<typeof protectionClient>;
beforeEach(() => {
  runs = runClient(ctx);
  guard = protectionClient(ctx);
});

const DAY_MS = 86_400_000;

const idsIn = async () => (await ctx.registry.list('order=asc')).models.map((model) => model.model_id);
const listed = async () =>
  (await ctx.registry.list('order=asc')).models.map((model) => ModelListItem.parse(model));
const byCurl = (id: string, cascade = false) =>
  ctx.registry.call('DELETE', `/models/${id}?cascade=${cascade}`);

/** Has protections end an hour ago, as if time had passed. */
const letEnd = () =>
  ctx.gateway.store
    .updateTable('protections')
    .set({ until: Date.now() - 3_600_000 })
    .execute();

const outcomes = (receipt: Receipt) =>
  reportReceipt(receipt).rows.map((row) => [
    row.model_version,
    row.outcome,
    row.outcome === 'failed' ? row.code : '',
  ]);

describe('a DELETE of a protected version', () => {
  it('is refused with who, why, until when and how to lift it, and its receipt says so', async () => {
    const [first] = await ctx.registry.createMany('pose', 2);
    const until = Date.now() + DAY_MS;
    await guard.protect({ model_id: first }, 'golden model of the demo', until);
    const answer = await byCurl(first);
    expect([answer.status, errorCode(answer)]).toEqual([409, 'Coppice.0018']);
    const { error_msg } = answer.body as { error_msg: string };
    for (const part of ['pose 1.0.0', ctx.project.operator.name, 'golden model of the demo', 'lift'])
      expect(error_msg).toContain(part);
    expect(error_msg).toContain(new Date(until).toISOString());
    expect(await idsIn()).toContain(first);
    const receipt = await runs.read(headerOf(answer, DELETION_HEADER));
    expect(outcomes(receipt)).toEqual([['1.0.0', 'failed', 'Coppice.0018']]);
    expect(reportReceipt(receipt).counts.unknown).toBe(0);
  });

  it('is refused whole by cascade, and version by version the others go', async () => {
    const [first, second, third] = await ctx.registry.createMany('pose', 3);
    await guard.protect({ model_id: third });
    const answer = await byCurl(first, true);
    expect([answer.status, errorCode(answer)]).toEqual([409, 'Coppice.0018']);
    expect(await idsIn()).toEqual([first, second, third]);
    const receipt = await runs.read(headerOf(answer, DELETION_HEADER));
    expect(outcomes(receipt).map(([, outcome]) => outcome)).toEqual(['failed', 'failed', 'failed']);
    expect((await byCurl(first)).status).toBe(200);
    expect(await idsIn()).toEqual([second, third]);
  });

  it('is refused by cascade where it is beyond the twenty of a call', async () => {
    const ids = await ctx.registry.createMany('pose', 23);
    await guard.protect({ model_id: ids[22] });
    expect((await byCurl(ids[0], true)).status).toBe(409);
    expect(await idsIn()).toHaveLength(23);
  });

  it('leaves other names alone', async () => {
    const [pose] = await ctx.registry.createMany('pose', 1);
    const others = await ctx.registry.createMany('posenet', 2);
    await guard.protect({ model_id: pose });
    expect((await byCurl(others[0], true)).status).toBe(200);
    expect(await idsIn()).toEqual([pose]);
  });
});

describe('a protected name', () => {
  it('keeps the versions that it has, and those that come', async () => {
    const [first] = await ctx.registry.createMany('pose', 1);
    expect(await guard.protect({ model_name: 'pose' })).toMatchObject({ model_id: '', model_version: '' });
    const later = await ctx.registry.create('pose', '2.0.0');
    for (const id of [first, later]) expect((await byCurl(id)).status).toBe(409);
    expect(await guard.lift({ model_name: 'pose' })).toBe(204);
    expect((await byCurl(first, true)).status).toBe(200);
    expect(await idsIn()).toEqual([]);
  });
});

describe('a protection', () => {
  it('ends by itself, and what was made again under the same number is another version', async () => {
    const [first] = await ctx.registry.createMany('pose', 1);
    await guard.protect({ model_id: first }, 'for a while', Date.now() + DAY_MS);
    await letEnd();
    expect(await guard.find('pose')).toEqual([]);
    expect((await byCurl(first)).status).toBe(200);
    const again = await ctx.registry.create('pose', '1.0.0');
    expect((await byCurl(again)).status).toBe(200);
  });

  it('is set anew with another reason, and lifted once', async () => {
    const [first] = await ctx.registry.createMany('pose', 1);
    await guard.protect({ model_id: first }, 'first reason');
    await guard.protect({ model_id: first }, 'second reason');
    expect((await guard.find('pose', 'other')).map(({ note }) => note)).toEqual(['second reason']);
    expect([await guard.lift({ model_id: first }), await guard.lift({ model_id: first })]).toEqual([
      204, 404,
    ]);
  });

  it('is for what there is, with a reason, and for a time to come', async () => {
    const [first] = await ctx.registry.createMany('pose', 1);
    const put = async (body: object) => {
      const answer = await guard.ask('PUT', '', body);
      return [answer.status, errorCode(answer)];
    };
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(await put({ model_id: unknown, note: 'x' })).toEqual([404, 'ModelArts.3001']);
    expect(await put({ model_name: 'nowhere', note: 'x' })).toEqual([404, 'ModelArts.3001']);
    expect(await put({ model_id: first, note: ' ' })).toEqual([400, 'Coppice.0005']);
    expect(await put({ model_id: first, note: 'x'.repeat(501) })).toEqual([400, 'Coppice.0005']);
    expect(await put({ model_id: first, note: 'x', until: Date.now() - 1 })).toEqual([400, 'Coppice.0005']);
    expect(await put({ note: 'x' })).toEqual([400, 'Coppice.0005']);
  });

  it('is on the record, as is its lifting', async () => {
    const [first] = await ctx.registry.createMany('pose', 1);
    await guard.protect({ model_id: first }, 'golden');
    await guard.lift({ model_id: first });
    const rows = await ctx.gateway.store
      .selectFrom('activities')
      .selectAll()
      .where('project_id', '=', ctx.project.project_id)
      .where('kind', 'in', ['protected', 'protection-lifted'])
      .orderBy('activity_id')
      .execute();
    const facts = { versions: ['1.0.0'], note: 'golden' };
    expect(rows).toMatchObject([
      { kind: 'protected', actor: ctx.project.operator.name, subject: 'pose', facts },
      { kind: 'protection-lifted', actor: ctx.project.operator.name, subject: 'pose', facts },
    ]);
  });

  it('is seen by a viewer, who neither sets nor lifts it', async () => {
    const [first] = await ctx.registry.createMany('pose', 1);
    await guard.protect({ model_id: first });
    const viewer = protectionClient(ctx, ctx.project.viewer);
    expect(await viewer.find('pose')).toHaveLength(1);
    expect(await viewer.lift({ model_id: first })).toBe(403);
    expect((await viewer.ask('PUT', '', { model_name: 'pose', note: 'x' })).status).toBe(403);
  });
});

describe('what is protected', () => {
  it('is listed page by page, of a name or of all', async () => {
    for (const name of ['a', 'b', 'c']) {
      await ctx.registry.createMany(name, 1);
      await guard.protect({ model_name: name });
    }
    const page = async (query: string) => ProtectionPage.parse((await guard.ask('GET', query)).body);
    const first = await page('?limit=2');
    expect(first.protections.map(({ model_name }) => model_name)).toEqual(['a', 'b']);
    const rest = await page(`?limit=2&cursor=${first.next_cursor}`);
    expect(rest).toMatchObject({ protections: [{ model_name: 'c' }], next_cursor: null });
    expect((await page('?name=b')).protections.map(({ model_name }) => model_name)).toEqual(['b']);
  });

  it('shows in the lists of names and of versions', async () => {
    const [first, second] = await ctx.registry.createMany('pose', 2);
    await ctx.registry.createMany('other', 1);
    const read = (path: string) => ctx.gateway.http('GET', path, { token: ctx.project.viewer.token });
    const groups = async () =>
      Object.fromEntries(
        ModelGroupPage.parse((await read('/api/model-groups')).body).groups.map((group) => [
          group.model_name,
          group.protection,
        ]),
      );
    expect(await groups()).toEqual({ pose: undefined, other: undefined });
    await guard.protect({ model_id: first });
    expect(await groups()).toEqual({ pose: { is_whole: false, versions: 1 }, other: undefined });
    await guard.protect({ model_name: 'pose' }, 'all of it');
    expect(await groups()).toMatchObject({ pose: { is_whole: true, versions: 1 } });
    const { versions } = GroupVersionsPage.parse((await read('/api/model-groups/pose/versions')).body);
    const notes = new Map(versions.map((version) => [version.model_id, version.protection?.note]));
    expect([notes.get(first), notes.get(second)]).toEqual(['golden', 'all of it']);
  });
});

describe('a run', () => {
  it('leaves alone what the plan says is protected, and the receipt says by whom', async () => {
    const [first] = await ctx.registry.createMany('pose', 4);
    await guard.protect({ model_id: first }, 'golden');
    const models = await listed();
    const chosen = new Set(models.map((model) => model.model_id));
    const protections = await guard.find('pose');
    const plan = planDeletion({ listed: models, chosen, protections }, new Map());
    const id = await runs.start(plan, 'now');
    const receipt = await runs.until(id, 'over');
    expect(receipt.plan.protected).toMatchObject([{ model_id: first, protection: { note: 'golden' } }]);
    expect(receipt.calls.map(({ call }) => call.cascade)).toEqual([false, false, false]);
    expect(reportReceipt(receipt).counts).toMatchObject({ deleted: 3, failed: 0 });
    expect(await idsIn()).toEqual([first]);
  });

  it('is not begun with a plan that deletes what is protected', async () => {
    const [first] = await ctx.registry.createMany('pose', 2);
    const plan = await runs.plan(['pose']);
    await guard.protect({ model_id: first });
    const answer = await runs.ask('POST', '/api/runs', { plan });
    expect([answer.status, errorCode(answer)]).toEqual([409, 'Coppice.0015']);
  });

  it('goes version by version where something was protected after consent, which is refused', async () => {
    const ids = await ctx.registry.createMany('pose', 3);
    const id = await runs.start(await runs.plan(['pose']), 'usual');
    await guard.protect({ model_id: ids[1] });
    expect(await runs.does(id, 'send-now')).toBe(204);
    const receipt = await runs.until(id, 'over');
    expect(receipt.calls.map(({ call }) => call.cascade)).toEqual([false, false, false]);
    expect(outcomes(receipt)).toEqual([
      ['1.0.0', 'deleted', ''],
      ['1.0.1', 'failed', 'Coppice.0018'],
      ['1.0.2', 'deleted', ''],
    ]);
    expect(await idsIn()).toEqual([ids[1]]);
  });

  it('that is continued leaves alone what was protected since, and says so', async () => {
    const ids = await ctx.registry.createMany('pose', 3);
    const id = await runs.start(await runs.plan(['pose']), 'usual');
    expect(await runs.does(id, 'stop')).toBe(204);
    await guard.protect({ model_id: ids[1] }, 'golden');
    expect(await runs.does(id, 'continue')).toBe(204);
    const receipt = await runs.until(id, 'over');
    expect(outcomes(receipt)).toEqual([
      ['1.0.0', 'deleted', ''],
      ['1.0.1', 'left', ''],
      ['1.0.2', 'deleted', ''],
    ]);
    expect(receipt.calls.map(({ call }) => call)).toEqual(
      [ids[0], ids[2]].map((model_id) => ({ model_id, cascade: false })),
    );
    const user_name = ctx.project.operator.name;
    expect(receipt.run?.interventions.at(-1)).toMatchObject({
      did: 'continue',
      left_alone: [{ model_id: ids[1], user_name, note: 'golden' }],
    });

    const refused = await runs.ask('POST', `/api/runs/${id}/continue`);
    expect([refused.status, errorCode(refused)]).toEqual([409, 'Coppice.0018']);
    await guard.lift({ model_id: ids[1] });
    expect(await runs.does(id, 'continue')).toBe(204);
    expect((await runs.until(id, 'over')).run?.interventions.at(-1)).not.toHaveProperty('left_alone');
    expect(await idsIn()).toEqual([]);
  });

  it('that was put off waits for a new consent, once something of it is protected', async () => {
    const [first] = await ctx.registry.createMany('pose', 2);
    const id = await runs.start(await runs.plan(['pose']), { at: Date.now() + 3_600_000 });
    await guard.protect({ model_id: first });
    expect(await runs.does(id, 'send-now')).toBe(204);
    await runs.until(id, 'outdated');
    expect(await idsIn()).toHaveLength(2);
  });
});
