import { describe, expect, it } from 'vitest';
import type { Answer, Call } from './answer.ts';
import { planDeletion } from './plan-deletion.ts';
import { type RunEffects, type RunEvent, runDeletion } from './run.ts';
import { idOf } from './testing/arbitrary-deletion.ts';
import type { SimulatedGateway } from './testing/simulated-gateway.ts';
import { stageRun } from './testing/stage-run.ts';

/** Makes calls of a gateway as they reach a registry that does not heed If-Match. */
function withoutCondition(gateway: SimulatedGateway) {
  return async (call: Call): Promise<Answer> => {
    const { if_match: _, ...bare } = call;
    return { call, ...(gateway.handle(bare) ?? { status: null, body: '' }) };
  };
}

const kindsOf = (gateway: SimulatedGateway) =>
  gateway.made.map((call) => (call.cascade ? 'cascade' : 'single'));

describe('a run', () => {
  it('takes 41 versions away in three calls, from one consent', async () => {
    const { run, gateway, registry } = stageRun(41);
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

  it('goes version by version once something of the name is protected, of which it asks nobody', async () => {
    const { run, gateway, registry } = stageRun(24);
    const events = await run({
      listVersions: async (name) => {
        const isProtected = gateway.made.length > 0;
        return { ids: registry.idsOf(name), isWhole: true, isProtected };
      },
    });
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'completed' });
    expect(kindsOf(gateway)).toEqual(['cascade', 'single', 'single', 'single', 'single']);
    expect(registry.models.size).toBe(0);
  });

  it('makes no call for what is to be left alone, and no cascade that would take it along', async () => {
    const { run, gateway, registry } = stageRun(24, { leftAlone: [3, 7] });
    const events = await run();
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'completed' });
    expect(kindsOf(gateway)).toEqual(Array(22).fill('single'));
    expect([...registry.models.keys()]).toEqual([idOf(3), idOf(7)]);
    const numbers = events.flatMap((event) => (event.event === 'calling' ? [event.of] : []));
    expect(new Set(numbers)).toEqual(new Set([22]));
  });

  it('makes one call at a time', async () => {
    const { run, send } = stageRun(5, { going: 4 });
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
    const { run, gateway, registry } = stageRun(25, { blocked: Array.from({ length: 20 }, (_, i) => i) });
    await run();
    expect(kindsOf(gateway)).toEqual(['cascade', ...Array(5).fill('single')]);
    expect(registry.models.size).toBe(20);
  });

  it('stops after the call under way, and sends nothing more', async () => {
    const { run, gateway, registry } = stageRun(41);
    const events = await run({ isStopRequested: () => gateway.made.length === 1 });
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'stopped' });
    expect(registry.models.size).toBe(21);
  });

  it('begins its next cascade with a version that is still there', async () => {
    const { run, registry, gateway } = stageRun(41);
    const listVersions = async (name: string) => {
      if (gateway.made.length === 1) registry.remove(idOf(20), 'somebody');
      return { ids: registry.idsOf(name), isWhole: true };
    };
    const events = await run({ listVersions });
    expect(events.at(-1)).toMatchObject({ ending: 'completed' });
    expect(gateway.made[1]?.model_id).toBe(idOf(21));
  });

  it('takes a list that still has what was told as deleted for evidence, and goes on', async () => {
    const { run, registry, gateway } = stageRun(41);
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
      const { run, registry, gateway } = stageRun(30);
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
    const { run, gateway, registry, waits } = stageRun(30);
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
    const { run, gateway, registry } = stageRun(41);
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
    const { run, registry, send } = stageRun(10);
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
