import { beforeEach, describe, expect, it } from 'vitest';
import { errorCode } from '../testing/clients/http-client.ts';
import { runClient } from '../testing/clients/run-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
let runs: ReturnType<typeof runClient>;
beforeEach(() => {
  runs = runClient(ctx);
});

const counts = async (id: string) => (await runs.report(id)).counts;
/** Later than any test goes on. */
const LATER = () => ({ at: Date.now() + 3_600_000 });

const left = async (name: string) =>
  (await ctx.registry.list(`model_name=${name}&exact_match=true`)).total_count;

describe('a run', () => {
  it('is carried out by the gateway, whatever becomes of whoever began it', async () => {
    await ctx.registry.createMany('pose', 45);
    const id = await runs.start(await runs.plan(['pose']), 'now');
    const receipt = await runs.until(id, 'over');
    expect(receipt).toMatchObject({ ending: 'completed', state: 'ended', source: 'console' });
    expect(await counts(id)).toMatchObject({ deleted: 45, left: 0, unknown: 0 });
    expect(await left('pose')).toBe(0);
  });

  it('goes version by version where not all of a name goes, and is told as refused what is in use', async () => {
    const ids = await ctx.registry.createMany('pose', 6);
    await ctx.registry.deploy('voice', [ids[1] ?? '']);
    const id = await runs.start(await runs.plan(['pose'], new Set(ids.slice(0, 4))), 'now');
    const receipt = await runs.until(id, 'over');
    expect(receipt.calls).toHaveLength(4);
    expect(receipt.calls.map(({ call }) => call.cascade)).toEqual([false, false, false, false]);
    expect(await counts(id)).toMatchObject({ deleted: 3, failed: 1 });
    expect(await left('pose')).toBe(3);
  });

  it('is begun by nobody who may not delete', async () => {
    await ctx.registry.createMany('pose', 2);
    const plan = await runs.plan(['pose']);
    const viewer = runClient(ctx, ctx.project.viewer);
    expect((await viewer.ask('POST', '/api/runs', { plan })).status).toBe(403);
    expect(await left('pose')).toBe(2);
  });

  it('is not begun with a plan that is not of what the registry has', async () => {
    const [first] = await ctx.registry.createMany('pose', 2);
    const plan = await runs.plan(['pose']);
    await ctx.registry.remove(first ?? '');
    const answer = await runs.ask('POST', '/api/runs', { plan });
    expect([answer.status, errorCode(answer)]).toEqual([409, 'Coppice.0015']);
  });
});

describe('the time to take a click back', () => {
  it('is none for one version, and ten seconds for more', async () => {
    const [one] = await ctx.registry.createMany('pose', 3);
    const single = await runs.start(await runs.plan(['pose'], new Set([one ?? ''])));
    expect((await runs.until(single, 'over')).ending).toBe('completed');
    const before = Date.now();
    const many = await runs.start(await runs.plan(['pose']));
    const { run, calls } = await runs.read(many);
    expect([run?.phase, calls]).toEqual(['held', []]);
    expect((run?.starts_at ?? 0) - before).toBeGreaterThanOrEqual(9_900);
    expect(await runs.does(many, 'stop')).toBe(204);
  });

  it('is as long as the project says', async () => {
    const grace = { one_version: 3600, more_versions: 0 };
    expect((await runs.ask('PUT', '/api/settings/grace-periods', grace)).body).toEqual(grace);
    expect((await runs.ask('GET', '/api/settings/grace-periods')).body).toEqual(grace);
    const [one] = await ctx.registry.createMany('pose', 3);
    const single = await runs.start(await runs.plan(['pose'], new Set([one ?? ''])));
    expect((await runs.read(single)).run?.phase).toBe('held');
    const many = await runs.start(await runs.plan(['pose']));
    expect((await runs.until(many, 'over')).ending).toBe('completed');
    await runs.does(single, 'stop');
  });

  it('ends by itself: then what was confirmed is sent', async () => {
    await runs.ask('PUT', '/api/settings/grace-periods', { one_version: 0, more_versions: 1 });
    await ctx.registry.createMany('pose', 3);
    const id = await runs.start(await runs.plan(['pose']));
    expect((await runs.read(id)).run?.phase).toBe('held');
    const { calls, created_at } = await runs.until(id, 'over');
    expect((calls[0]?.sent_at ?? 0) - created_at).toBeGreaterThanOrEqual(1000);
    expect(await left('pose')).toBe(0);
  });

  it('is cut short by sending now', async () => {
    await ctx.registry.createMany('pose', 3);
    const id = await runs.start(await runs.plan(['pose']));
    expect(await runs.does(id, 'send-now')).toBe(204);
    const { run } = await runs.until(id, 'over');
    expect(run?.interventions).toMatchObject([{ did: 'send-now', user_name: 'operator' }]);
    expect(await left('pose')).toBe(0);
  });

  it('sends nothing when it is used: the receipt says so', async () => {
    await ctx.registry.createMany('pose', 3);
    const id = await runs.start(await runs.plan(['pose']));
    expect(await runs.does(id, 'stop')).toBe(204);
    const receipt = await runs.read(id);
    expect(receipt).toMatchObject({ ending: 'cancelled', calls: [], run: { phase: 'over' } });
    expect(receipt.run?.interventions).toMatchObject([{ did: 'stop', user_name: 'operator' }]);
    expect(await left('pose')).toBe(3);
    expect(await runs.does(id, 'send-now')).toBe(409);
  });
});

describe('a deletion that is put off', () => {
  it('begins at its time, if all is as it was confirmed', async () => {
    await ctx.registry.createMany('pose', 3);
    const at = Date.now() + 1500;
    const id = await runs.start(await runs.plan(['pose']), { at });
    expect((await runs.read(id)).run).toMatchObject({ phase: 'scheduled', starts_at: at });
    const { calls } = await runs.until(id, 'over');
    expect(calls[0]?.sent_at).toBeGreaterThanOrEqual(at);
    expect(await left('pose')).toBe(0);
  });

  it('waits for a new consent when something changed since, and sends nothing without', async () => {
    const ids = await ctx.registry.createMany('pose', 3);
    const id = await runs.start(await runs.plan(['pose']), LATER());
    await ctx.registry.deploy('voice', [ids[0] ?? '']);
    expect(await runs.does(id, 'send-now')).toBe(204);
    const receipt = await runs.until(id, 'outdated');
    expect(receipt.calls).toEqual([]);
    expect(await left('pose')).toBe(3);
    const anew = await runs.plan(['pose']);
    expect(await runs.does(id, 'consent', { plan: anew })).toBe(204);
    const { run } = await runs.until(id, 'over');
    expect(run?.interventions).toMatchObject([{ did: 'send-now' }, { did: 'consent-anew' }]);
    expect(await counts(id)).toMatchObject({ deleted: 2, failed: 1 });
  });

  it('waits for one too when a version was added or is gone', async () => {
    const [first] = await ctx.registry.createMany('pose', 3);
    await ctx.registry.createMany('hand', 2);
    const gone = await runs.start(await runs.plan(['pose']), LATER());
    const more = await runs.start(await runs.plan(['hand']), LATER());
    await ctx.registry.remove(first ?? '');
    await ctx.registry.create('hand', '9.9.9');
    for (const id of [gone, more]) expect(await runs.does(id, 'send-now')).toBe(204);
    await Promise.all([runs.until(gone, 'outdated'), runs.until(more, 'outdated')]);
    expect([await left('pose'), await left('hand')]).toEqual([2, 3]);
  });

  it('cannot be put off for more than a year', async () => {
    await ctx.registry.createMany('pose', 2);
    const plan = await runs.plan(['pose']);
    const start = { at: Date.now() + 400 * 24 * 3_600_000 };
    const answer = await runs.ask('POST', '/api/runs', { plan, start });
    expect([answer.status, errorCode(answer)]).toEqual([400, 'Coppice.0005']);
  });
});

describe('an ended run', () => {
  it('is continued from its receipt, with what was consented to and nothing else', async () => {
    await ctx.registry.createMany('pose', 4);
    const id = await runs.start(await runs.plan(['pose']));
    await runs.does(id, 'stop');
    await ctx.registry.create('pose', '9.9.9');
    expect(await runs.does(id, 'continue')).toBe(204);
    const receipt = await runs.until(id, 'asking');
    expect(receipt.run?.question).toMatchObject({ name: 'pose', added: [{ model_version: '9.9.9' }] });
    expect(await left('pose')).toBe(5);
    expect(await runs.does(id, 'answer', { decision: 'go-on' })).toBe(204);
    const { run } = await runs.until(id, 'over');
    expect(run?.interventions.map(({ did }) => did)).toEqual(['stop', 'continue', 'go-on']);
    expect(await counts(id)).toMatchObject({ deleted: 4 });
    expect(await left('pose')).toBe(1);
  });

  it('is not continued when nothing is left', async () => {
    await ctx.registry.createMany('pose', 2);
    const id = await runs.start(await runs.plan(['pose']), 'now');
    await runs.until(id, 'over');
    expect(await runs.does(id, 'continue')).toBe(409);
  });
});

describe('the list of runs', () => {
  it('has those that are not over, and those that ended a short while ago', async () => {
    await ctx.registry.createMany('pose', 2);
    await ctx.registry.createMany('hand', 2);
    const over = await runs.start(await runs.plan(['pose']), 'now');
    await runs.until(over, 'over');
    const later = await runs.start(await runs.plan(['hand']), LATER());
    const { body } = await runs.ask('GET', '/api/runs');
    expect(body).toMatchObject({
      runs: [
        { deletion_id: later, run: { phase: 'scheduled', operator: 'operator' } },
        { deletion_id: over, run: { phase: 'over' }, result: 'all' },
      ],
    });
    await runs.does(later, 'stop');
  });

  it('is in the list of deletions with all that it did before it had to ask', async () => {
    await ctx.registry.createMany('hand', 3);
    await ctx.registry.createMany('pose', 4);
    const id = await runs.start(await runs.plan(['hand', 'pose']));
    await ctx.registry.create('pose', '9.9.9');
    expect(await runs.does(id, 'send-now')).toBe(204);
    await runs.until(id, 'asking');
    const { body } = await runs.ask('GET', '/api/deletions');
    expect(body).toMatchObject({ deletions: [{ deletion_id: id, counts: { deleted: 3, left: 4 } }] });
    await runs.does(id, 'stop');
  });
});

describe('the versions that runs are about to delete', () => {
  const versions = async (name: string) =>
    (await runs.ask('GET', `/api/runs/versions?name=${encodeURIComponent(name)}`)).body;

  it('are told by name, while their run may begin at any moment, but not those that will be refused', async () => {
    const [used = '', ...free] = await ctx.registry.createMany('pose', 3);
    await ctx.registry.createMany('hand', 2);
    await ctx.registry.deploy('voice', [used]);
    const plan = await runs.plan(['pose', 'hand']);
    const deletion_id = await runs.start(plan);
    const listed = (await versions('pose')) as { versions: { model_id: string; deletion_id: string }[] };
    const byId = new Map(listed.versions.map((version) => [version.model_id, version.deletion_id]));
    expect(byId).toEqual(new Map(free.map((id) => [id, deletion_id])));
    expect(await versions('other')).toEqual({ versions: [] });
    await runs.does(deletion_id, 'stop');
    expect(await versions('pose')).toEqual({ versions: [] });
  });

  it('are none of a deletion that is put off', async () => {
    await ctx.registry.createMany('pose', 2);
    const id = await runs.start(await runs.plan(['pose']), { at: Date.now() + 3_600_000 });
    expect(await versions('pose')).toEqual({ versions: [] });
    await runs.does(id, 'stop');
  });
});
