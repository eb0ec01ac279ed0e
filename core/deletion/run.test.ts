import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { answersTo, idOf, plans } from './arbitrary-deletion.ts';
import type { PlannedCall } from './plan.ts';
import { type RunEvent, runDeletion } from './run.ts';

const THREE = [1, 2, 3].map((n): PlannedCall => ({ model_id: idOf(n), cascade: false, covers: [idOf(n)] }));
const PLAN = { affected: [], calls: THREE };

const deleted = (call: PlannedCall): Answer => ({
  call,
  status: 200,
  body: JSON.stringify({ delete_success_list: [call.model_id], delete_failed_list: [] }),
});

async function collect(run: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}

describe('a run', () => {
  it('makes the calls one after the other, in order, and ends', async () => {
    let underWay = 0;
    const deleteModel = async (call: PlannedCall) => {
      underWay += 1;
      expect(underWay).toBe(1);
      await Promise.resolve();
      underWay -= 1;
      return deleted(call);
    };
    const events = await collect(runDeletion(PLAN, { deleteModel, isStopRequested: () => false }));
    expect(events.map(({ event }) => event)).toEqual([
      ...['calling', 'answered', 'calling', 'answered', 'calling', 'answered', 'ended'],
    ]);
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'completed' });
  });

  it('stops before the next call when it is asked to', async () => {
    const made: string[] = [];
    const deleteModel = async (call: PlannedCall) => {
      made.push(call.model_id);
      return deleted(call);
    };
    const events = await collect(
      runDeletion(PLAN, { deleteModel, isStopRequested: () => made.length === 1 }),
    );
    expect(made).toHaveLength(1);
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'stopped' });
  });

  it.each([401, 403, 429, 500, 502, null])(
    'halts after a %s, as the next call would fare no better',
    async (status) => {
      const made: string[] = [];
      const deleteModel = async (call: PlannedCall) => {
        made.push(call.model_id);
        return { call, status, body: '{"error_code":"ModelArts.0010","error_msg":""}' };
      };
      const events = await collect(runDeletion(PLAN, { deleteModel, isStopRequested: () => false }));
      expect(made).toHaveLength(1);
      expect(events.at(-1)).toEqual({ event: 'ended', ending: 'halted' });
    },
  );

  it('goes on after a model that is already gone', async () => {
    const body = '{"error_code":"ModelArts.3001","error_msg":""}';
    const deleteModel = async (call: PlannedCall) => ({ call, status: 404, body });
    const events = await collect(runDeletion(PLAN, { deleteModel, isStopRequested: () => false }));
    expect(events.at(-1)).toEqual({ event: 'ended', ending: 'completed' });
  });

  it('makes no call twice and none that is not planned, whatever comes back', async () => {
    const cases = plans.chain((plan) => fc.tuple(fc.constant(plan), answersTo(plan)));
    await fc.assert(
      fc.asyncProperty(cases, async ([plan, answers]) => {
        const made: PlannedCall[] = [];
        const deleteModel = async (call: PlannedCall) => {
          made.push(call);
          return { ...(answers[made.length] ?? deleted(call)), call };
        };
        await collect(runDeletion(plan, { deleteModel, isStopRequested: () => false }));
        expect(made).toEqual(plan.calls.slice(0, made.length));
      }),
    );
  });
});
