import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { RunQuestion } from '../../core/console-api/deletions/runs.ts';
import { normalId } from '../../core/contract/id.ts';
import type { Answer } from '../../core/deletion/answer.ts';
import type { Plan } from '../../core/deletion/plan.ts';
import type { RunEffects } from '../../core/deletion/run.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import { isNameProtected } from '../protections/in-force.ts';
import type { DeletionBackend } from '../receipts/calls/deletion-route.ts';
import { answerForError, type CallAnswer, rawAnswerOf } from '../receipts/calls/record-call.ts';
import type { Store } from '../store/schema.ts';
import type { CallSlots } from './call-slots.ts';
import { type NextCall, recordRunAnswer } from './run-calls.ts';
import type { RunKey } from './run-queue.ts';
import { takeTurn } from './take-turn.ts';

/** A run that goes on only when somebody has done something: it is put down, and taken up again then. */
export class Suspended extends Error {
  readonly until: { phase: 'asking'; question: RunQuestion } | { phase: 'signed-out' };

  constructor(until: Suspended['until']) {
    super(`The run waits: ${until.phase}`);
    this.until = until;
  }
}

/** The run is another's by now, was stopped, or has ended: nothing is sent for it here. */
export class NotMine extends Error {}

/** What carrying out a run takes. */
export type RunDriver = {
  store: Store;
  deletions: DeletionBackend;
  slots: CallSlots;
  /** Is told of every answer that is on a receipt. */
  countAnswer: (answer: Answer) => void;
  /** Is told what a call threw when that was a failure and not a refusal. */
  logFailure: (error: unknown) => void;
};

/** The run at hand: in whose name, by whom (a fencing token), and what was said to its last question. */
export type RunInHand = {
  key: RunKey;
  plan: Plan;
  caller: Caller;
  runner: string;
  decision: RunQuestion | null;
  /** How many calls its receipt had when it was taken up. */
  callsBefore: number;
  /** Aborted when it is to end before its next call. */
  stop: AbortSignal;
};

/** The effects of a run as a gateway has them. */
export function runEffects(driver: RunDriver, run: RunInHand): RunEffects {
  const { deletions } = driver;
  const { key, caller, stop } = run;
  const names = new Map(run.plan.affected.map((version) => [normalId(version.model_id), version.model_name]));
  const numbers = new Map<string, string>();
  let made = run.callsBefore;

  return {
    async deleteModel(call) {
      made += 1;
      const model_name = names.get(normalId(call.model_id)) ?? '';
      const next = { call, call_number: made, model_name, request_id: randomUUID() };
      const answer = await makeCall(driver, run, next);
      driver.countAnswer(answer);
      if (answer.status === 401) throw new Suspended({ phase: 'signed-out' });
      return answer;
    },
    async listVersions(name) {
      const list = await deletions.listVersions(caller, name).catch(nothingUnlessSignedOut);
      if (!list) return undefined;
      const isProtected = await isNameProtected(driver.store, key.project_id, name);
      for (const { model_id, model_version } of list.versions) numbers.set(model_id, model_version);
      return { ids: list.versions.map((version) => version.model_id), isWhole: list.isWhole, isProtected };
    },
    async reconcile() {
      const settled = await deletions.verification
        .settle(key.project_id, key.deletion_id, caller)
        .catch(nothingUnlessSignedOut);
      if (!settled) return undefined;
      const { calls, checks, ended_at } = settled.receipt;
      return { calls, checks, isOver: ended_at !== null };
    },
    async ask({ name, ids }) {
      const added = ids.map((id) => ({ model_id: id, model_version: numbers.get(id) ?? id }));
      if (isDecided(run.decision, name, ids)) return 'go-on';
      throw new Suspended({ phase: 'asking', question: { name, added } });
    },
    async wait(ms) {
      await setTimeout(ms, undefined, { signal: stop }).catch(() => undefined);
    },
    isStopRequested: () => stop.aborted,
  };
}

/** Consent to go on without some versions holds as long as no others are there. */
function isDecided(decision: RunQuestion | null, name: string, ids: readonly string[]): boolean {
  if (decision?.name !== name) return false;
  const known = new Set(decision.added.map(({ model_id }) => normalId(model_id)));
  return ids.every((id) => known.has(normalId(id)));
}

function nothingUnlessSignedOut(error: unknown): undefined {
  if (error instanceof ApiError && error.status === 401) throw new Suspended({ phase: 'signed-out' });
  if (!(error instanceof ApiError)) throw error;
}

/** Makes one call: in its turn, once, and on the receipt before and after. */
async function makeCall(
  { store, deletions, slots, logFailure }: RunDriver,
  { key, caller, runner, stop }: RunInHand,
  next: NextCall,
): Promise<Answer> {
  const { call } = next;
  const act = await deletions.prepare(caller, call).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 401) throw new Suspended({ phase: 'signed-out' });
    throw error;
  });
  const turn = await takeTurn(
    { store, slots, isAlone: deletions.isFarAway, logFailure },
    { key, runner, person: caller.user_id, stop },
    next,
  );
  if (!turn) throw new NotMine();
  try {
    const { noted } = turn;
    const came = await act(noted).catch((error: unknown) => answerForError(error, logFailure));
    const raw = rawAnswerOf(came);
    try {
      await recordRunAnswer(store, noted, { call, ...raw }, deletions.verification);
    } finally {
      came.afterwards?.();
    }
    return { call, ...raw, ...retryAfterOf(came) };
  } finally {
    turn.release();
  }
}

/** What Retry-After asks for, in seconds: seconds, or a date (RFC 9110). */
function retryAfterOf(came: CallAnswer): { retry_after?: number } {
  const header = came.status === null ? undefined : came.headers?.['retry-after'];
  if (header === undefined) return {};
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? { retry_after: Math.max(0, seconds) } : {};
}
