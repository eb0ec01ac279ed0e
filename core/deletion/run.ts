import type { Answer } from './answer.ts';
import { readAnswer } from './answer.ts';
import type { Plan, PlannedCall } from './plan.ts';

/** What a run tells as it goes, in this order: calling, answered, calling, … ended. */
export type RunEvent =
  | { event: 'calling'; call: PlannedCall; number: number; of: number }
  | { event: 'answered'; answer: Answer }
  | { event: 'ended'; ending: Ending };

/**
 * How a run ended. `completed`: every call was made. `stopped`: the operator asked. `halted`: an answer made it
 * pointless or unsafe to go on (signed out, throttled, connection lost).
 */
export type Ending = 'completed' | 'stopped' | 'halted';

/** What a run needs from the world. */
export type RunWorld = {
  /** Makes one DELETE and brings back what came, whatever it was. Must not throw for what the network does. */
  deleteModel: (call: PlannedCall) => Promise<Answer>;
  /** Asked before each call; true stops the run there. */
  isStopRequested: () => boolean;
};

/** Makes a plan's calls, one after the other, and yields what happens. A DELETE is never repeated. */
export async function* runDeletion(plan: Plan, world: RunWorld): AsyncGenerator<RunEvent, void> {
  for (const [index, call] of plan.calls.entries()) {
    if (world.isStopRequested()) return yield { event: 'ended', ending: 'stopped' };
    yield { event: 'calling', call, number: index + 1, of: plan.calls.length };
    const answer = await world.deleteModel(call);
    yield { event: 'answered', answer };
    if (mustHalt(answer)) return yield { event: 'ended', ending: 'halted' };
  }
  yield { event: 'ended', ending: 'completed' };
}

/** Statuses that the next call would meet as well. */
const HALTING: ReadonlySet<number> = new Set([401, 403, 429]);

function mustHalt(answer: Answer): boolean {
  if (answer.status !== null && HALTING.has(answer.status)) return true;
  return readAnswer(answer).tells === 'nothing';
}
