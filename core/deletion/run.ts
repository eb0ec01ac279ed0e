import { groupETag } from '../contract/group-etag.ts';
import { normalId } from '../contract/id.ts';
import type { ModelId } from '../contract/model.ts';
import type { Answer, Call } from './answer.ts';
import { applyAnswer } from './apply-answer.ts';
import { applyListing } from './apply-listing.ts';
import { isOpen, type Ledger, plannedVersion } from './ledger.ts';
import { callsToGo, nextCall } from './next-call.ts';
import type { Plan } from './plan.ts';
import { type Evidence, type Report, readEvidence, reportLedger } from './report.ts';
import {
  growingWait,
  MAX_CONSECUTIVE_FAILURES,
  NO_TROUBLE,
  SHORTEST_WAIT_MS,
  troubleWith,
  WHY,
  waitFor,
} from './retry-policy.ts';

/**
 * How a run ended. `completed`: nothing is left to send. `stopped`: somebody asked. `halted`: it was pointless or unsafe
 * to go on. `cancelled`: somebody asked before anything was sent. `interrupted`: whoever made its calls is gone, so its
 * receipt takes no more of them.
 */
export const ENDINGS = ['completed', 'stopped', 'halted', 'cancelled', 'interrupted'] as const;
export type Ending = (typeof ENDINGS)[number];

/** Why a run was halted, or (`changed`) why the operator stopped it. */
export const REASONS = ['throttled', 'unreachable', 'not-allowed', 'doubt', 'changed'] as const;
export type Reason = (typeof REASONS)[number];

/** What a run tells as it goes; `ended` is the last. */
export type RunEvent =
  | { event: 'calling'; call: Call; number: number; of: number }
  | { event: 'answered'; answer: Answer }
  /** What is known has changed, by an answer or by a list. */
  | { event: 'learned'; report: () => Report }
  | { event: 'waiting'; why: Wait; ms: number }
  | Ended;
type Ended = { event: 'ended'; ending: Ending; reason?: Reason };
/** What a run waits for before it goes on. */
export type Wait = 'throttled' | 'unreachable' | 'signed-out' | 'doubt';

/**
 * The ids of the versions that a name has, and whether any of them is protected. A list that is not whole proves nothing by
 * what it lacks.
 */
export type ListedIds = { ids: readonly ModelId[]; isWhole: boolean; isProtected?: boolean };

/** What a run needs done for it (a port): HTTP, a clock, and somebody to ask. Nothing here may throw for what the network does. */
export type RunEffects = {
  /** Makes one DELETE and brings back what came, whatever it was. */
  deleteModel: (call: Call) => Promise<Answer>;
  /** What a name has now; undefined when nobody answered. */
  listVersions: (name: string) => Promise<ListedIds | undefined>;
  /** What the receipt has seen, after a list was read for what is unknown; undefined when it cannot be reached. */
  reconcile: () => Promise<(Evidence & { isOver: boolean }) | undefined>;
  /** A name has versions that nobody confirmed: leave them alone and go on version by version, or stop? */
  ask: (added: { name: string; ids: readonly ModelId[] }) => Promise<'go-on' | 'stop'>;
  /** Waits so many ms; over sooner when a stop is requested. */
  wait: (ms: number) => Promise<void>;
  /** Asked before each step; true stops the run there. */
  isStopRequested: () => boolean;
};

type Run = {
  plan: Plan;
  effects: RunEffects;
  ledger: Ledger;
  /** Whole names that are not cascaded any more. */
  individually: Set<string>;
  leftAlone: ReadonlySet<ModelId>;
  consecutiveFailures: Record<keyof typeof MAX_CONSECUTIVE_FAILURES, number>;
  made: number;
};

/** What a step leads to: the end of the run, a call to make now, or another look at what is to be done. */
type Step = AsyncGenerator<RunEvent, Ended | Call | 'look-again'>;

/**
 * Carries out a confirmed plan to its end: call after call, each chosen by what is known by then. Nothing outside
 * the plan is sent, and no version is the target of two calls that may have been carried out. Throws nothing that the
 * effects do not throw; retries with exponential backoff, and halts after too many failures in a row.
 *
 * @param effects what sends, lists, waits and asks; tests give it a simulated registry.
 * @param before what was done already, where a run goes on that somebody else began.
 * @param leftAlone versions that no call is made for, nor a cascade over their names.
 * @example
 * for await (const event of runDeletion(plan, effects)) {
 *   if (event.event === 'learned') show(event.report());
 *   if (event.event === 'ended') note(event.ending);
 * }
 */
export async function* runDeletion(
  plan: Plan,
  effects: RunEffects,
  before: Evidence = { calls: [], checks: [] },
  leftAlone: readonly ModelId[] = [],
): AsyncGenerator<RunEvent, void> {
  const consecutiveFailures = { ...NO_TROUBLE, unsettled: 0 };
  const ledger = readEvidence(plan, before);
  const run: Run = {
    plan,
    effects,
    ledger,
    individually: new Set(leftAlone.flatMap((id) => plannedVersion(ledger, id)?.model_name ?? [])),
    leftAlone: new Set(leftAlone.map(normalId)),
    consecutiveFailures,
    made: before.calls.length,
  };
  for (;;) {
    if (effects.isStopRequested()) return yield { event: 'ended', ending: 'stopped' };
    const step = hasUnknown(run.ledger) ? yield* settleUnknown(run) : yield* chooseCall(run);
    if (step === 'look-again') continue;
    if ('event' in step) return yield step;
    const end = yield* makeCall(run, step);
    if (end) return yield end;
  }
}

/** After an answer that told nothing, the receipt knows more, or a list does. */
async function* settleUnknown(run: Run): Step {
  const settled = await run.effects.reconcile();
  if (!settled) return yield* holdOn(run, 'unreachable', 'unreachable');
  run.consecutiveFailures.unreachable = 0;
  if (settled.isOver) return { event: 'ended', ending: 'interrupted' };
  run.ledger = readEvidence(run.plan, settled);
  if (hasUnknown(run.ledger)) return yield* holdOn(run, 'unsettled', 'doubt');
  run.consecutiveFailures.unsettled = 0;
  yield { event: 'learned', report: () => reportLedger(run.ledger) };
  return 'look-again';
}

async function* chooseCall(run: Run): Step {
  const call = nextCall(run.ledger, run.individually, run.leftAlone);
  if (!call) return { event: 'ended', ending: 'completed' };
  return call.cascade ? yield* checkName(run, call) : call;
}

/** A cascade takes whatever the name has by then, so it is sent only while the name has nothing unconfirmed. */
async function* checkName(run: Run, call: Call): Step {
  const name = nameOf(run, call);
  const listed = await run.effects.listVersions(name);
  if (!listed) return yield* holdOn(run, 'unreachable', 'unreachable');
  run.consecutiveFailures.unreachable = 0;
  if (!listed.isWhole) {
    const planned = run.ledger.ofName.get(name) ?? [];
    const unsure = new Set(planned.map((version) => version.model_id));
    applyListing(run.ledger, { has: new Set(listed.ids), unsure }, name);
    // A cascade would take what is not listed as well; a single call reaches nothing but what was confirmed.
    run.individually.add(name);
    return 'look-again';
  }
  applyListing(run.ledger, { has: new Set(listed.ids) }, name);
  yield { event: 'learned', report: () => reportLedger(run.ledger) };

  if (listed.isProtected) {
    // Somebody protected one of them meanwhile: a cascade would be refused whole, single calls for that one alone.
    run.individually.add(name);
    return 'look-again';
  }
  const added = listed.ids.filter((id) => !plannedVersion(run.ledger, id));
  if (added.length > 0) {
    const decision = await run.effects.ask({ name, ids: added });
    if (decision === 'stop') return { event: 'ended', ending: 'stopped', reason: 'changed' };
    run.individually.add(name);
    return 'look-again';
  }
  if (!isOpen(run.ledger, call.model_id)) return 'look-again';
  return { ...call, if_match: groupETag(listed.ids) };
}

/** Makes one call and notes what came; returns the end when there is no going on. */
async function* makeCall(run: Run, call: Call): AsyncGenerator<RunEvent, Ended | undefined> {
  run.made += 1;
  yield { event: 'calling', call, number: run.made, of: callsInAll(run) };
  const answer = await run.effects.deleteModel(call);
  applyAnswer(run.ledger, answer);
  yield { event: 'answered', answer };
  yield { event: 'learned', report: () => reportLedger(run.ledger) };

  if (answer.status === 403) return halted('not-allowed');
  const trouble = troubleWith(answer);
  const isTrouble = trouble !== 'doubt' || hasUnknown(run.ledger);
  const count = isTrouble ? run.consecutiveFailures[trouble] + 1 : 0;
  run.consecutiveFailures = { ...run.consecutiveFailures, ...NO_TROUBLE, [trouble]: count };

  // Somebody changes the name faster than it can be listed; single calls need no list.
  if (trouble === 'changed' && count > MAX_CONSECUTIVE_FAILURES.changed)
    run.individually.add(nameOf(run, call));
  else if (count > MAX_CONSECUTIVE_FAILURES[trouble]) return halted(WHY[trouble]);
  else if (trouble === 'throttled') yield* pause(run, 'throttled', waitFor(answer, count));
  else if (trouble === 'unsent') yield* pause(run, 'unreachable', growingWait(count));
  // Whoever makes the call asks for signing in, and is answered only when that was done; a pause is enough.
  else if (trouble === 'signed-out') yield* pause(run, 'signed-out', growingWait(count));
  return undefined;
}

/** Waits for what may pass by itself, or halts when it has been waited for too often. */
async function* holdOn(run: Run, trouble: 'unreachable' | 'unsettled', why: 'unreachable' | 'doubt'): Step {
  run.consecutiveFailures[trouble] += 1;
  if (run.consecutiveFailures[trouble] > MAX_CONSECUTIVE_FAILURES[trouble]) return halted(why);
  yield* pause(
    run,
    why,
    trouble === 'unsettled' ? SHORTEST_WAIT_MS : growingWait(run.consecutiveFailures[trouble]),
  );
  return 'look-again';
}

async function* pause({ effects }: Run, why: Wait, ms: number): AsyncGenerator<RunEvent, void> {
  yield { event: 'waiting', why, ms };
  await effects.wait(ms);
}

function halted(reason: Reason): Ended {
  return { event: 'ended', ending: 'halted', reason };
}

function nameOf({ ledger }: Run, { model_id }: Call): string {
  return plannedVersion(ledger, model_id)?.model_name ?? '';
}

function hasUnknown({ outcomes }: Ledger): boolean {
  for (const { outcome } of outcomes.values()) if (outcome === 'unknown') return true;
  return false;
}

/** How many calls there will have been, those made included, if all goes as foreseen; never fewer than the plan had. */
function callsInAll({ ledger, plan, individually, leftAlone, made }: Run): number {
  return Math.max(made - 1 + callsToGo(ledger, individually, leftAlone), plan.calls.length);
}
