import fc from 'fast-check';
import { normalId } from '../../contract/id.ts';
import type { ModelListItem } from '../../contract/model.ts';
import type { ReportRow } from '../outcome.ts';
import type { Plan } from '../plan.ts';
import { planDeletion } from '../plan-deletion.ts';
import { type Report, reportDeletion } from '../report.ts';
import { runDeletion } from '../run.ts';
import { Adversary } from './adversary.ts';
import { idOf } from './arbitrary-deletion.ts';
import { SimulatedGateway } from './simulated-gateway.ts';
import { type RegistryHabits, SimulatedRegistry } from './simulated-registry.ts';

/** One life of a registry: what is in it, how it behaves, who deletes what, and everything that goes wrong. */
export type Scenario = {
  models: readonly { model: ModelListItem; isBlocked: boolean }[];
  habits: RegistryHabits;
  /** For each operator at work, which models, by their place, are to go. */
  operators: readonly (readonly number[])[];
  harms: readonly number[];
};

const NAMES = ['pose', 'posenet', 'pose_net'];

/** Scenarios that a counterexample can be shrunk to its essence in. */
export const scenarios: fc.Arbitrary<Scenario> = fc
  .array(fc.record({ name: fc.constantFrom(...NAMES), age: fc.nat(9), isBlocked: fc.boolean() }), {
    minLength: 1,
    maxLength: 30,
    size: 'max',
  })
  .chain((rows) => {
    const places = rows.map((_, place) => place);
    return fc.record({
      models: fc.constant(
        rows.map(({ name, age, isBlocked }, place) => {
          const model = { model_id: idOf(place), model_name: name, model_version: `1.0.${place}` };
          return { model: { ...model, create_at: age }, isBlocked: isBlocked && age < 4 };
        }),
      ),
      habits: fc.record({
        limit: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(20)),
        order: fc.constantFrom('oldest', 'newest', 'by-id'),
        countsRefused: fc.boolean(),
        isConditional: fc.boolean(),
      }),
      operators: fc.array(fc.oneof(fc.constant(places), fc.subarray(places, { minLength: 1 })), {
        minLength: 1,
        maxLength: 2,
      }),
      harms: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 240 })), {
        maxLength: 300,
        size: 'max',
      }),
    });
  });

/** What came of a scenario. `disagreements` say where a receipt and the ground truth differ; there must be none. */
export type Verdict = { faults: number; kills: number; calls: number; disagreements: string[] };

/** Lets the operators delete while everything goes wrong, and holds each receipt against the ground truth. */
export async function simulate(scenario: Scenario): Promise<Verdict> {
  const { models, habits } = scenario;
  const blocked = models.filter(({ isBlocked }) => isBlocked).map(({ model }) => model.model_id);
  const registry = new SimulatedRegistry(
    models.map(({ model }) => model),
    blocked,
    habits,
  );
  const adversary = new Adversary(scenario.harms, registry);
  const runs = await Promise.all(
    scenario.operators.map((places, number) => {
      const chosen = new Set(places.map((place) => idOf(place)));
      const listed = models.map(({ model }) => model);
      const plan = planDeletion({ listed, chosen }, new Map());
      return operate(plan, number, registry, adversary);
    }),
  );
  adversary.deliverEverything();
  for (const { gateway } of runs) gateway.checkLate();
  const disagreements = runs.flatMap((run) => [...run.complaints, ...compare(run, registry)]);
  const calls = runs.reduce((sum, { gateway }) => sum + gateway.made.length, 0);
  return { faults: adversary.faults, kills: adversary.killed, calls, disagreements };
}

type Operation = { plan: Plan; number: number; gateway: SimulatedGateway; complaints: string[] };

/** One operator's run from consent to end, or until the page is closed. */
async function operate(
  plan: Plan,
  number: number,
  registry: SimulatedRegistry,
  adversary: Adversary,
): Promise<Operation> {
  const gateway = new SimulatedGateway(plan, number, registry, adversary);
  const complaints: string[] = [];
  const [anyName] = plan.affected.map((version) => version.model_name);
  const meddle = (name = anyName ?? '') => adversary.meddle(name);
  const world = {
    deleteModel: async (call: Parameters<SimulatedGateway['handle']>[0]) => {
      meddle();
      return { call, ...adversary.betweenPageAndGateway(() => gateway.handle(call)) };
    },
    listVersions: async (name: string) => adversary.list(name),
    settle: async () => {
      if (adversary.breaksRead()) return undefined;
      gateway.check();
      return { ...gateway.evidence, isOver: gateway.isOver };
    },
    ask: async () => (adversary.quits() ? ('stop' as const) : ('go-on' as const)),
    wait: async () => meddle(),
    isStopRequested: () => adversary.quits(),
  };
  const maxSteps = 40 * (plan.affected.length + 10);
  let steps = 0;
  for await (const { event } of runDeletion(plan, world)) {
    steps += 1;
    if (steps > maxSteps) complaints.push(`run ${number} does not end`);
    // The page is closed: nothing more is sent, and the gateway hears of it, or notices.
    if (steps > maxSteps || (event === 'learned' && adversary.quits())) break;
    meddle();
  }
  gateway.end();
  return { plan, number, gateway, complaints };
}

function compare({ plan, number, gateway }: Operation, registry: SimulatedRegistry): string[] {
  const report = reportDeletion(plan, gateway.evidence);
  const planned = new Set(plan.affected.map((version) => version.model_id));
  const lastCheck = gateway.checks.at(-1)?.at ?? 0;
  const lies = report.rows.flatMap((row) => {
    if (isTrue(row, registry, number, lastCheck)) return [];
    const removal = registry.removals.get(row.model_id);
    const truth = removal ? `was removed by ${removal.by} at ${removal.at}` : 'is there';
    return [`${row.model_id} is told as ${JSON.stringify(row)}, but ${truth} (checked at ${lastCheck})`];
  });
  const { waiting, contested } = report.confirmation;
  return [
    ...lies,
    ...(waiting + contested > 0 ? [`${waiting} waiting and ${contested} contested after the last look`] : []),
    ...consentBreaches(gateway, planned),
    ...silences(report, planned, { number, gateway }, registry),
  ];
}

/** Whether a row says of its version what is so, and claims no cause that is not. */
function isTrue(row: ReportRow, registry: SimulatedRegistry, number: number, lastCheck: number): boolean {
  const removal = registry.removals.get(row.model_id);
  const isOurs = removal?.by === number;
  const wasThere = removal === undefined || (!isOurs && removal.at > lastCheck);
  switch (row.outcome) {
    case 'deleted':
      // Of what was lost, or told without the act, nobody knows who took it in the end.
      return removal !== undefined && (isOurs || row.by === 'list' || registry.pretended.has(row.model_id));
    case 'gone':
      return removal !== undefined && !(isOurs && row.by === 'somebody-else');
    case 'still-there':
      return wasThere && registry.pretended.has(row.model_id);
    case 'failed':
      // Who is signed out is refused nothing.
      return wasThere && row.code !== 'ModelArts.0202';
    case 'left':
      return wasThere;
    case 'unknown':
      return false;
    default:
      return row satisfies never;
  }
}

/** Calls for what nobody confirmed, and second calls for what was called for. */
function consentBreaches(gateway: SimulatedGateway, planned: ReadonlySet<string>): string[] {
  const targets = gateway.made.map((call) => call.model_id);
  const unexpectedIds = targets.filter((id) => !planned.has(id)).map((id) => `${id} was sent unconfirmed`);
  const twice = targets.length - new Set(targets).size;
  return twice > 0 &&
    twice > gateway.calls.filter(({ status }) => [429, 412, 401].includes(status ?? 0)).length
    ? [...unexpectedIds, `${twice} calls were made twice`]
    : unexpectedIds;
}

/**
 * What was deleted unplanned must be told, if the answer that told it came through. Where nothing tells, nobody can
 * know: that is what If-Match is for, and a registry that heeds it never deletes what was not planned.
 */
function silences(
  report: Report,
  planned: ReadonlySet<string>,
  { number, gateway }: Pick<Operation, 'number' | 'gateway'>,
  registry: SimulatedRegistry,
): string[] {
  const unplanned = [...registry.removals].filter(([id, { by }]) => by === number && !planned.has(id));
  if (registry.habits.isConditional) return unplanned.map(([id]) => `${id} was deleted unconfirmed`);
  const reported = new Set(report.unexpected.map(({ model_id }) => normalId(model_id)));
  return unplanned
    .filter(([id]) => !reported.has(id) && !gateway.lost.has(id) && !gateway.leftOut.has(id))
    .map(([id]) => `${id} was deleted, and nobody was told`);
}
