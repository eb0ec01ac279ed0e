import type { Answer, Call } from '../answer.ts';
import { type Ledger, mayBeThere } from '../ledger.ts';
import { whyNot } from '../next-call.ts';
import type { Plan } from '../plan.ts';
import { type Evidence, type ListCheck, readEvidence } from '../report.ts';
import type { Adversary } from './adversary.ts';
import type { SimulatedRegistry } from './simulated-registry.ts';

type Done = ReturnType<SimulatedRegistry['delete']>;

/** A gateway in memory with one receipt: it notes a call, makes it, and writes down what came, if it lives to. */
export class SimulatedGateway {
  readonly calls: Answer[] = [];
  readonly checks: (ListCheck & { at: number })[] = [];
  /** Every call that was let through to the registry. */
  readonly made: Call[] = [];
  /** What the registry deleted with no answer reaching the receipt, and with an answer that left it out. */
  readonly lost = new Set<string>();
  readonly leftOut = new Set<string>();
  isOver = false;
  readonly #plan: Plan;
  readonly #number: number;
  readonly #registry: SimulatedRegistry;
  readonly #adversary: Adversary;

  constructor(plan: Plan, number: number, registry: SimulatedRegistry, adversary: Adversary) {
    this.#plan = plan;
    this.#number = number;
    this.#registry = registry;
    this.#adversary = adversary;
  }

  get evidence(): Evidence {
    return { calls: this.calls, checks: this.checks };
  }

  /** Answers one DELETE; undefined when the gateway was killed before it could. */
  handle(call: Call): Omit<Answer, 'call'> | undefined {
    const refusal = this.isOver || whyNot(this.#ledger(), call);
    if (refusal) return { status: 409, body: '{"error_code":"Coppice.0007","error_msg":""}' };
    if (this.#adversary.kills()) return undefined;
    // Noted before it acts: this is what a gateway that is killed in between leaves behind.
    const noted = this.calls.push({ call, status: null, body: '' }) - 1;
    if (this.#adversary.kills()) return undefined;
    let done: Done | undefined;
    const answer = this.#adversary.betweenGatewayAndRegistry(() => {
      this.made.push(call);
      done = this.#registry.delete(call, this.#number);
      return done;
    });
    const isKilled = this.#adversary.kills();
    const isLost = isKilled || answer.status !== 200;
    for (const id of done?.deleted ?? []) {
      if (isLost) this.lost.add(id);
      else if (!answer.body.includes(id)) this.leftOut.add(id);
    }
    if (isKilled) return undefined;
    this.calls[noted] = { call, ...answer };
    return answer;
  }

  /** Reads a list for everything that is open or unknown, and keeps what it shows. */
  check(): void {
    const ledger = this.#ledger();
    const ids = this.#plan.affected.map((version) => version.model_id);
    if (!ids.some((id) => mayBeThere(ledger, id))) return;
    const present = ids.filter((id) => this.#registry.models.has(id));
    this.checks.push({ after_calls: this.calls.length, present, at: this.#registry.clock });
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.check();
  }

  #ledger(): Ledger {
    return readEvidence(this.#plan, this.evidence);
  }
}
