import { AxiosHeaders } from 'axios';
import * as z from 'zod';
import { Receipt } from '../../core/console-api/deletions/receipt.ts';
import { PostedPlan } from '../../core/console-api/deletions/receipts.ts';
import { AnswerRunBody, Run, RunStart } from '../../core/console-api/deletions/runs.ts';
import type { Answer, Call } from '../../core/deletion/answer.ts';
import type { Plan } from '../../core/deletion/plan.ts';
import { type RunEffects, runDeletion } from '../../core/deletion/run.ts';
import type { SimulatedRegistry } from '../../core/deletion/testing/simulated-registry.ts';
import type { TestAnswer, TestRequest } from './test-wire.ts';

/** What runs need of the gateway that carries them out. */
type Place = {
  project: string;
  registry: SimulatedRegistry;
  receipts: Map<string, Receipt>;
  /** Sends a request to the registry. */
  send: (request: TestRequest) => Promise<TestAnswer>;
  /** Tells whoever follows the project that a run is another than before. */
  tell: (deletionId: string) => void;
};

const StartBody = z.strictObject({ plan: PostedPlan, start: RunStart });

/** A run waits for somebody to answer. */
class Asking extends Error {}

/** Carries runs out as a gateway does, by core's rules; without a queue, and without a clock: what waits is told to go on. */
export class TestRuns {
  /** How long a deletion can be taken back, in ms. It is not sent before somebody says so, however long that takes. */
  graceMs = 0;
  readonly #place: Place;
  /** Names that go without what was added to them. */
  readonly #decided = new Set<string>();

  constructor(place: Place) {
    this.#place = place;
  }

  /** Begins a run; answers the id of its receipt. */
  start(body: unknown): string {
    const { plan, start } = StartBody.parse(body);
    const id = `deletion-${this.#place.receipts.size + 1}`;
    const now = Date.now();
    const isHeld = start === 'usual' && this.graceMs > 0;
    const at = isHeld ? now + this.graceMs : typeof start === 'object' ? start.at : null;
    const phase = at === null ? 'queued' : isHeld ? 'held' : 'scheduled';
    this.#place.receipts.set(id, { ...newReceipt(id, plan), run: runIn(phase, at) });
    if (phase === 'queued') void this.#carryOut(id);
    return id;
  }

  /** Puts a run into a phase by hand: what no click leads to. */
  put(id: string, change: Partial<Run>): void {
    const { receipt, run } = this.#find(id);
    receipt.run = { ...run, ...change };
    this.#place.tell(id);
  }

  /** Does to a run what somebody asked for. */
  act(id: string, verb: string, body: unknown): void {
    const { receipt, run } = this.#find(id);
    const note = (did: Run['interventions'][number]['did']) =>
      run.interventions.push({ did, user_name: 'operator', at: Date.now() });
    switch (verb) {
      case 'stop':
        note('stop');
        if (run.phase === 'running') run.is_stopping = true;
        else this.#end(id, { ending: receipt.calls.length === 0 ? 'cancelled' : 'stopped' });
        break;
      case 'answer': {
        const { decision } = AnswerRunBody.parse(body);
        note(decision);
        if (decision === 'stop') {
          this.#end(id, { ending: 'stopped', reason: 'changed' });
        } else {
          this.#decided.add(run.question?.name ?? '');
          void this.#carryOut(id);
        }
        break;
      }
      case 'consent':
        note('consent-anew');
        receipt.plan = z.object({ plan: PostedPlan }).parse(body).plan;
        void this.#carryOut(id);
        break;
      case 'continue':
        note('continue');
        Object.assign(receipt, { ended_at: null, ending: null, reason: null, state: 'running' });
        void this.#carryOut(id);
        break;
      case 'send-now':
      case 'take-over':
        note(verb);
        void this.#carryOut(id);
        break;
      default:
        throw new Error(`Nothing is known of ${verb}.`);
    }
    this.#place.tell(id);
  }

  async #carryOut(id: string): Promise<void> {
    const { receipt, run } = this.#find(id);
    receipt.run = { ...run, phase: 'running', starts_at: null, question: null, is_stopping: false };
    this.#place.tell(id);
    try {
      for await (const told of runDeletion(receipt.plan, this.#effects(receipt), receipt)) {
        if (told.event === 'waiting')
          this.put(id, { waiting: { why: told.why, until: Date.now() + told.ms } });
        if (told.event === 'calling') this.put(id, { waiting: null });
        if (told.event === 'ended') this.#end(id, told);
      }
    } catch (error) {
      if (!(error instanceof Asking)) throw error;
    }
  }

  #effects(receipt: Receipt): RunEffects {
    const { registry, tell } = this.#place;
    const id = receipt.deletion_id;
    return {
      deleteModel: (call) => this.#call(receipt, call),
      listVersions: async (name) => ({ ids: registry.idsOf(name), isWhole: true }),
      reconcile: async () => {
        const planned = receipt.plan.affected.map((version) => version.model_id);
        const present = planned.filter((one) => registry.models.has(one));
        receipt.checks.push({ at: Date.now(), after_calls: receipt.calls.length, present });
        return { ...receipt, isOver: receipt.ended_at !== null };
      },
      ask: async ({ name, ids }) => {
        if (this.#decided.has(name)) return 'go-on';
        const added = ids.map((model_id) => {
          return { model_id, model_version: registry.models.get(model_id)?.model_version ?? model_id };
        });
        this.put(id, { phase: 'asking', question: { name, added } });
        throw new Asking();
      },
      wait: async () => tell(id),
      isStopRequested: () => receipt.run?.is_stopping === true,
    };
  }

  async #call(receipt: Receipt, call: Call): Promise<Answer> {
    const { project, send, tell } = this.#place;
    const recorded: Receipt['calls'][number] = {
      call,
      status: null,
      body: '',
      sent_at: Date.now(),
      answered_at: null,
    };
    receipt.calls.push(recorded);
    tell(receipt.deletion_id);
    const answer = await send({
      method: 'DELETE',
      path: `/v1/${project}/models/${call.model_id}`,
      query: new URLSearchParams({ cascade: String(call.cascade) }),
      headers: new AxiosHeaders(call.if_match === undefined ? {} : { 'if-match': call.if_match }),
      body: undefined,
    });
    const came = rawAnswer(answer);
    Object.assign(recorded, came, { answered_at: Date.now() });
    tell(receipt.deletion_id);
    return { call, ...came };
  }

  #end(
    id: string,
    { ending, reason = null }: { ending: Receipt['ending']; reason?: Receipt['reason'] },
  ): void {
    const { receipt } = this.#find(id);
    Object.assign(receipt, { ending, reason, ended_at: Date.now(), state: 'ended' });
    this.put(id, { phase: 'over', question: null, waiting: null, is_stopping: false });
  }

  #find(id: string): { receipt: Receipt; run: Run } {
    const receipt = this.#place.receipts.get(id);
    if (!receipt?.run) throw new Error(`There is no run of ${id}.`);
    return { receipt, run: receipt.run };
  }
}

function rawAnswer(answer: TestAnswer): Pick<Answer, 'status' | 'body' | 'problem'> {
  if (answer === 'lost') return { status: null, body: '', problem: 'socket hang up' };
  return {
    status: answer.status,
    body: typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body),
  };
}

/** A run in a phase, that nobody has done anything to. */
export function runIn(phase: Run['phase'], starts_at: number | null = null): Run {
  return Run.parse({
    phase,
    operator: 'operator',
    starts_at,
    question: null,
    waiting: null,
    is_stopping: false,
    interventions: [],
  });
}

/** A receipt without any call. */
export function newReceipt(deletion_id: string, plan: Plan): Receipt {
  return Receipt.parse({
    deletion_id,
    source: 'console',
    user_name: 'operator',
    created_at: Date.now(),
    ended_at: null,
    ending: null,
    reason: null,
    state: 'running',
    plan,
    calls: [],
    checks: [],
  });
}
