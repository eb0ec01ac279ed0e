import { describe, expect, it } from 'vitest';
import type { ModelListItem } from '../contract/model.ts';
import type { Answer, Call } from './answer.ts';
import { planDeletion } from './plan-deletion.ts';
import { type RunEffects, type RunEvent, runDeletion } from './run.ts';
import { Adversary } from './testing/adversary.ts';
import { idOf } from './testing/arbitrary-deletion.ts';
import { SimulatedGateway } from './testing/simulated-gateway.ts';
import { SimulatedRegistry } from './testing/simulated-registry.ts';

const HABITS = { limit: 20, order: 'oldest', countsRefused: true, isConditional: true } as const;

function versions(count: number): ModelListItem[] {
  return Array.from({ length: count }, (_, i) => {
    return { model_id: idOf(i), model_name: 'pose', model_version: `1.0.${i}`, create_at: i };
  });
}

/** A run over some versions of one name, all of them unless told otherwise, in a world where nothing goes wrong. */
function stage(count: number, options: { blocked?: number[]; going?: number } = {}) {
  const listed = versions(count);
  const chosen = new Set(listed.slice(0, options.going ?? count).map((model) => model.model_id));
  const plan = planDeletion({ listed, chosen }, new Map());
  const registry = new SimulatedRegistry(listed, (options.blocked ?? []).map(idOf), HABITS);
  const gateway = new SimulatedGateway(plan, 0, registry, new Adversary([], registry));
  const send = async (call: Call): Promise<Answer> => ({
    call,
    ...(gateway.handle(call) ?? { status: null, body: '' }),
  });
  const waits: number[] = [];
  const world: RunEffects = {
    deleteModel: send,
    listVersions: async (name) => ({ ids: registry.idsOf(name), isWhole: true }),
    reconcile: async () => {
      gateway.check();
      return { ...gateway.evidence, isOver: gateway.isOver };
    },
    ask: async () => 'stop',
    wait: async (ms) => {
      waits.push(ms);
    },
    isStopRequested: () => false,
  };
  const run = async (overrides: Partial<RunEffects> = {}): Promise<RunEvent[]> => {
    const events: RunEvent[] = [];
    for await (const event of runDeletion(plan, { ...world, ...overrides })) events.push(asItIsNow(event));
    return events;
  };
  return { run, send, registry, gateway, waits };
}

/** What is known goes on to change: kept for later is what was known when it was told. */
function asItIsNow(told: RunEvent): RunEvent {
  if (told.event !== 'learned') return told;
  const report = told.report();
  return { ...told, report: () => report };
}

/** Makes calls of a gateway as they reach a registry that does not heed If-Match. */
function withoutCondition(gateway: SimulatedGateway) {
  return async (call: Call): Promise<Answer> => {
    const { if_match: _, ...bare } = call;
    return { call, ...(gateway.handle(bare) ?? { status: null, body: '' }) };
  };
}

const kindsOf = (gateway: SimulatedGateway) =>
  gateway.made.map((call) => (call.cascade ? 'cascade' : 'single'));
const SLOW_DOWN = { status: 429, body: '{"error_code":"APIG.0308","error_msg":""}' };

const NOT_REACHED = { status: 503, body: '{"error_code":"Coppice.0012","error_msg":""}' };

describe('a run', () => {
  it('takes 41 versions away in three calls, from one consent', async () => {
    const { run, gateway, registry } = stage(41);
    const events = await run();
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'completed' });
    expect(registry.models.size).toBe(0);
    expect(kindsOf(gateway)).toEqual(['cascade', 'cascade', 'single']);
    const numbers = events.flatMap((event) => (event.event === 'calling' ? [[event.number, event.of]] : []));
    expect(numbers).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('makes one call at a time', async () => {
    const { run, send } = stage(5, { going: 4 });
    let underWay = 0;
    await run({
      deleteModel: async (call) => {
        underWay += 1;
        expect(underWay).toBe(1);
        await Promise.resolve();
        underWay -= 1;
        return send(call);
      },
    });
  });

  it('goes by single calls once refused versions fill a cascade', async () => {
    const { run, gateway, registry } = stage(25, { blocked: Array.from({ length: 20 }, (_, i) => i) });
    await run();
    expect(kindsOf(gateway)).toEqual(['cascade', ...Array(5).fill('single')]);
    expect(registry.models.size).toBe(20);
  });

  it('stops after the call under way, and sends nothing more', async () => {
    const { run, gateway, registry } = stage(41);
    const events = await run({ isStopRequested: () => gateway.made.length === 1 });
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'stopped' });
    expect(registry.models.size).toBe(21);
  });

  it('begins its next cascade with a version that is still there', async () => {
    const { run, registry, gateway } = stage(41);
    const listVersions = async (name: string) => {
      if (gateway.made.length === 1) registry.remove(idOf(20), 'somebody');
      return { ids: registry.idsOf(name), isWhole: true };
    };
    const events = await run({ listVersions });
    expect(events.at(-1)).toMatchObject({ ending: 'completed' });
    expect(gateway.made[1]?.model_id).toBe(idOf(21));
  });

  it('takes a list that still has what was told as deleted for evidence, and goes on', async () => {
    const { run, registry, gateway } = stage(41);
    const listVersions = async (name: string) => {
      const ids = gateway.made.length === 1 ? registry.staleIdsOf(name) : registry.idsOf(name);
      return { ids, isWhole: true };
    };
    // A registry that lags in its lists knows no condition either.
    const events = await run({ listVersions, deleteModel: withoutCondition(gateway) });
    const reports = events.flatMap((event) => (event.event === 'learned' ? [event.report()] : []));
    expect(reports.map(({ confirmation }) => confirmation.contested)).toContain(20);
    expect(events.at(-1)).toMatchObject({ ending: 'completed' });
    expect(registry.models.size).toBe(0);
  });

  it('asks before it goes on when a version was added, and leaves that one alone either way', async () => {
    for (const decision of ['stop', 'go-on'] as const) {
      const { run, registry, gateway } = stage(30);
      const stranger = { model_id: idOf(99), model_name: 'pose', model_version: '9.9.9' };
      const listVersions = async (name: string) => {
        if (gateway.made.length === 1) registry.add(stranger);
        return { ids: registry.idsOf(name), isWhole: true };
      };
      const asked: unknown[] = [];
      const events = await run({
        listVersions,
        ask: async (added) => {
          asked.push(added);
          return decision;
        },
      });
      expect(asked).toEqual([{ name: 'pose', ids: [idOf(99)] }]);
      expect(registry.models.has(idOf(99))).toBe(true);
      expect(registry.models.size).toBe(decision === 'stop' ? 11 : 1);
      expect(events.at(-1)).toMatchObject(
        decision === 'stop' ? { ending: 'stopped', reason: 'changed' } : { ending: 'completed' },
      );
    }
  });

  it('goes by single calls when the list is known to be short, and takes nothing that it lacks for gone', async () => {
    const { run, gateway, registry, waits } = stage(30);
    registry.add({ model_id: idOf(99), model_name: 'pose', model_version: '9.9.9' });
    const asked: unknown[] = [];
    const events = await run({
      listVersions: async (name) => ({ ids: registry.idsOf(name).slice(0, 6), isWhole: false }),
      ask: async (added) => {
        asked.push(added);
        return 'stop';
      },
    });
    expect(kindsOf(gateway)).toEqual(Array(30).fill('single'));
    expect([...registry.models.keys()]).toEqual([idOf(99)]);
    expect([waits, asked]).toEqual([[], []]);
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'completed' });
    const learned = events.findLast((event) => event.event === 'learned');
    expect(learned?.report().counts).toMatchObject({ deleted: 30, gone: 0 });
  });

  it('cascades no more once a list between two cascades comes short', async () => {
    const { run, gateway, registry } = stage(41);
    const listVersions = async (name: string) => ({
      ids: registry.idsOf(name),
      isWhole: gateway.made.length === 0,
    });
    expect((await run({ listVersions })).at(-1)).toMatchObject({ ending: 'completed' });
    expect(kindsOf(gateway)).toEqual(['cascade', ...Array(21).fill('single')]);
  });

  it('takes an id that is listed in another case for the version that was confirmed', async () => {
    const ids = ['a', 'b', 'c'].map((letter) => `10eb0091-887f-4839-9929-cbc884f1e20${letter}`);
    const listed = ids.map((model_id) => ({ model_id, model_name: 'pose', model_version: '1.0.0' }));
    const plan = planDeletion({ listed, chosen: new Set(ids) }, new Map());
    const made: Call[] = [];
    const world: RunEffects = {
      deleteModel: async (call) => {
        made.push(call);
        return { call, status: 200, body: JSON.stringify({ delete_success_list: ids }) };
      },
      listVersions: async () => ({ ids: ids.map((id) => id.toUpperCase()), isWhole: true }),
      reconcile: async () => undefined,
      ask: async () => 'stop',
      wait: async () => undefined,
      isStopRequested: () => false,
    };
    const events: RunEvent[] = [];
    for await (const event of runDeletion(plan, world)) events.push(event);
    expect(made).toMatchObject([{ model_id: ids[0], cascade: true }]);
    const learned = events.findLast((event) => event.event === 'learned');
    expect(learned?.report().counts).toMatchObject({ deleted: 3, gone: 0 });
  });

  it('looks at the name again when it changed after the look (412), and asks then', async () => {
    const { run, registry, send } = stage(10);
    let isChanged = false;
    const deleteModel = async (call: Call) => {
      if (!isChanged) registry.add({ model_id: idOf(99), model_name: 'pose', model_version: '9.9.9' });
      isChanged = true;
      return send(call);
    };
    const events = await run({ deleteModel, ask: async () => 'go-on' });
    expect(events.at(-1)).toMatchObject({ ending: 'completed' });
    expect([...registry.models.keys()]).toEqual([idOf(99)]);
  });
});

describe('a run in trouble', () => {
  it('waits as long as it is told when there are too many requests, and then goes on', async () => {
    const { run, send, registry, waits } = stage(3);
    let turnedAway = 0;
    const deleteModel = async (call: Call) => {
      turnedAway += 1;
      return turnedAway <= 2 ? { call, ...SLOW_DOWN, retry_after: 7 } : send(call);
    };
    const events = await run({ deleteModel });
    expect(waits).toEqual([7000, 7000]);
    expect(events).toContainEqual({ event: 'waiting', why: 'throttled', ms: 7000 });
    expect(events.at(-1)).toMatchObject({ ending: 'completed' });
    expect(registry.models.size).toBe(0);
  });

  it('waits a little longer each time when nobody says how long, and gives up at last', async () => {
    const { run, registry, waits } = stage(3);
    const events = await run({ deleteModel: async (call) => ({ call, ...SLOW_DOWN }) });
    expect(waits.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 15_000]);
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'throttled' });
    expect(registry.models.size).toBe(3);
  });

  it('waits and tries again while the gateway cannot reach the registry, and then goes on', async () => {
    const { run, send, registry, waits } = stage(3);
    let unreached = 0;
    const deleteModel = async (call: Call) => {
      unreached += 1;
      return unreached <= 2 ? { call, ...NOT_REACHED } : send(call);
    };
    const events = await run({ deleteModel });
    expect(waits).toEqual([1000, 2000]);
    expect(events).toContainEqual({ event: 'waiting', why: 'unreachable', ms: 1000 });
    expect(events.at(-1)).toMatchObject({ ending: 'completed' });
    expect(registry.models.size).toBe(0);
  });

  it('halts when the registry stays out of reach, and says of nothing that it failed', async () => {
    const { run, registry, waits } = stage(3);
    const events = await run({ deleteModel: async (call) => ({ call, ...NOT_REACHED }) });
    expect(waits).toHaveLength(8);
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'unreachable' });
    const learned = events.findLast((event) => event.event === 'learned');
    expect(learned?.report().counts).toMatchObject({ left: 3, failed: 0, unknown: 0 });
    expect(registry.models.size).toBe(3);
  });

  it('learns from the receipt what an answer that was lost would have told, and completes', async () => {
    const { run, send, registry } = stage(41);
    let isLost = true;
    const deleteModel = async (call: Call) => {
      const answer = await send(call);
      if (!isLost) return answer;
      isLost = false;
      return { call, status: null, body: '' };
    };
    const events = await run({ deleteModel });
    expect(events.at(-1)).toMatchObject({ ending: 'completed' });
    expect(registry.models.size).toBe(0);
  });

  it('sends again what never arrived, but not without end', async () => {
    const { run, gateway } = stage(3, { going: 2 });
    const events = await run({ deleteModel: async (call) => ({ call, status: null, body: '' }) });
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'doubt' });
    expect(events.filter(({ event }) => event === 'calling').length).toBeLessThan(10);
    expect(gateway.made).toHaveLength(0);
  });

  it.each([
    ['the gateway', { reconcile: async () => undefined }],
    ['the list', { listVersions: async () => undefined }],
  ])('gives up in the end when %s cannot be reached', async (_, overrides) => {
    const { run, waits } = stage(3);
    const events = await run({
      ...overrides,
      deleteModel: async (call) => ({ call, status: null, body: '' }),
    });
    expect(waits.length).toBeGreaterThan(3);
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'unreachable' });
  });

  it('waits for a new session after a 401, and goes on with the same call', async () => {
    const { run, send, registry, gateway } = stage(41);
    let isSignedOut = false;
    const deleteModel = async (call: Call) => {
      isSignedOut = gateway.made.length === 1 && !isSignedOut;
      return isSignedOut ? { call, status: 401, body: '' } : send(call);
    };
    const events = await run({ deleteModel });
    expect(events).toContainEqual({ event: 'waiting', why: 'signed-out', ms: 1000 });
    expect(events.at(-1)).toMatchObject({ ending: 'completed' });
    expect(registry.models.size).toBe(0);
  });

  it('halts when nobody gets in any more, and says of nothing that it was refused', async () => {
    const { run, registry } = stage(3);
    const events = await run({ deleteModel: async (call) => ({ call, status: 401, body: '' }) });
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'not-allowed' });
    const learned = events.findLast((event) => event.event === 'learned');
    expect(learned?.report().counts).toMatchObject({ left: 3, failed: 0, unknown: 0 });
    expect(registry.models.size).toBe(3);
  });

  it('halts after a 403, as the next call would fare no better', async () => {
    const { run } = stage(3, { going: 2 });
    const events = await run({ deleteModel: async (call) => ({ call, status: 403, body: '' }) });
    expect(events.filter(({ event }) => event === 'calling')).toHaveLength(1);
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'not-allowed' });
  });

  it('sends nothing more once its receipt is closed', async () => {
    const { run, gateway } = stage(3, { going: 2 });
    const events = await run({
      deleteModel: async (call) => {
        gateway.end();
        return { call, status: null, body: '' };
      },
    });
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'interrupted' });
    expect(gateway.made).toHaveLength(0);
  });
});
