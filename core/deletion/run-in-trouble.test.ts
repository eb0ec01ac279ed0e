import { describe, expect, it } from 'vitest';
import type { Call } from './answer.ts';
import { stageRun } from './testing/stage-run.ts';

const SLOW_DOWN = { status: 429, body: '{"error_code":"APIG.0308","error_msg":""}' };

const NOT_REACHED = { status: 503, body: '{"error_code":"Coppice.0012","error_msg":""}' };

describe('a run in trouble', () => {
  it('waits as long as it is told when there are too many requests, and then goes on', async () => {
    const { run, send, registry, waits } = stageRun(3);
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
    const { run, registry, waits } = stageRun(3);
    const events = await run({ deleteModel: async (call) => ({ call, ...SLOW_DOWN }) });
    expect(waits.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 15_000]);
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'throttled' });
    expect(registry.models.size).toBe(3);
  });

  it('waits and tries again while the gateway cannot reach the registry, and then goes on', async () => {
    const { run, send, registry, waits } = stageRun(3);
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
    const { run, registry, waits } = stageRun(3);
    const events = await run({ deleteModel: async (call) => ({ call, ...NOT_REACHED }) });
    expect(waits).toHaveLength(8);
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'unreachable' });
    const learned = events.findLast((event) => event.event === 'learned');
    expect(learned?.report().counts).toMatchObject({ left: 3, failed: 0, unknown: 0 });
    expect(registry.models.size).toBe(3);
  });

  it('learns from the receipt what an answer that was lost would have told, and completes', async () => {
    const { run, send, registry } = stageRun(41);
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
    const { run, gateway } = stageRun(3, { going: 2 });
    const events = await run({ deleteModel: async (call) => ({ call, status: null, body: '' }) });
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'doubt' });
    expect(events.filter(({ event }) => event === 'calling').length).toBeLessThan(10);
    expect(gateway.made).toHaveLength(0);
  });

  it.each([
    ['the gateway', { reconcile: async () => undefined }],
    ['the list', { listVersions: async () => undefined }],
  ])('gives up in the end when %s cannot be reached', async (_, overrides) => {
    const { run, waits } = stageRun(3);
    const events = await run({
      ...overrides,
      deleteModel: async (call) => ({ call, status: null, body: '' }),
    });
    expect(waits.length).toBeGreaterThan(3);
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'unreachable' });
  });

  it('waits for a new session after a 401, and goes on with the same call', async () => {
    const { run, send, registry, gateway } = stageRun(41);
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
    const { run, registry } = stageRun(3);
    const events = await run({ deleteModel: async (call) => ({ call, status: 401, body: '' }) });
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'not-allowed' });
    const learned = events.findLast((event) => event.event === 'learned');
    expect(learned?.report().counts).toMatchObject({ left: 3, failed: 0, unknown: 0 });
    expect(registry.models.size).toBe(3);
  });

  it('halts after a 403, as the next call would fare no better', async () => {
    const { run } = stageRun(3, { going: 2 });
    const events = await run({ deleteModel: async (call) => ({ call, status: 403, body: '' }) });
    expect(events.filter(({ event }) => event === 'calling')).toHaveLength(1);
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted', reason: 'not-allowed' });
  });

  it('sends nothing more once its receipt is closed', async () => {
    const { run, gateway } = stageRun(3, { going: 2 });
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
