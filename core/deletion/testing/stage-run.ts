import type { Answer, Call } from '../answer.ts';
import { planDeletion } from '../plan-deletion.ts';
import { type RunEffects, type RunEvent, runDeletion } from '../run.ts';
import { Adversary } from './adversary.ts';
import { idOf } from './arbitrary-deletion.ts';
import { SimulatedGateway } from './simulated-gateway.ts';
import { SimulatedRegistry } from './simulated-registry.ts';
import { versions } from './versions.ts';

const HABITS = { limit: 20, order: 'oldest', countsRefused: true, isConditional: true } as const;

/** A run over some versions of one name, all of them unless told otherwise, in a world where nothing goes wrong. */
export function stageRun(
  count: number,
  options: { blocked?: number[]; going?: number; leftAlone?: number[] } = {},
) {
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
    const leftAlone = options.leftAlone?.map(idOf);
    const told = runDeletion(plan, { ...world, ...overrides }, undefined, leftAlone);
    for await (const event of told) events.push(asItIsNow(event));
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
