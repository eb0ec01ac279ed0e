import { normalId } from '../../contract/id.ts';
import type { Answer, Call } from '../answer.ts';
import { idsToLookFor, type Ledger, outcomeOf, plannedVersion } from '../ledger.ts';
import { rejectionReason } from '../next-call.ts';
import type { Plan } from '../plan.ts';
import { type Evidence, type ListCheck, readEvidence } from '../report.ts';
import type { Adversary } from './adversary.ts';
import type { Done, SimulatedRegistry } from './simulated-registry.ts';

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
    const refusal = this.isOver || rejectionReason(this.#ledger(), call);
    if (refusal) return { status: 409, body: '{"error_code":"Coppice.0007","error_msg":""}' };
    if (this.#adversary.kills()) return undefined;
    // Noted before it acts: this is what a gateway that is killed in between leaves behind.
    const noted = this.calls.push({ call, status: null, body: '' }) - 1;
    if (this.#adversary.kills()) return undefined;
    let done: Done | undefined;
    const act = () => {
      const acted = this.#registry.delete(call, this.#number);
      // An act that comes after its answer: nobody tells of it.
      if (done) for (const id of acted.deleted) this.lost.add(id);
      done = acted;
      return acted;
    };
    const pretend = () => {
      done = this.#registry.pretend(call, this.#number);
      return done;
    };
    const answer = this.#adversary.betweenGatewayAndRegistry({ act, pretend });
    const reported = done ?? NOTHING_DONE;
    done = reported;
    if (answer.status !== 429 && answer.status !== 401) this.made.push(call);
    const isKilled = this.#adversary.kills();
    const isLost = isKilled || answer.status !== 200;
    for (const id of reported.deleted) {
      if (isLost) this.lost.add(id);
      else if (!answer.body.toLowerCase().includes(id)) this.leftOut.add(id);
    }
    if (isKilled) return undefined;
    this.calls[noted] = { call, ...answer };
    return answer;
  }

  /** Looks for everything that is not confirmed: by a list of each name, then by id what a list is no proof of. */
  check(): void {
    const ledger = this.#ledger();
    const ids = idsToLookFor(ledger);
    const lists = new Map<string, ReturnType<Adversary['list']>>();
    const found = ids.map((id) => {
      const version = plannedVersion(ledger, id);
      if (!version) return { id, isThere: this.#adversary.isThere(id) };
      const name = version.model_name;
      if (!lists.has(name)) lists.set(name, this.#adversary.list(name));
      const list = lists.get(name);
      if (list?.ids.map(normalId).includes(normalId(id))) return { id, isThere: true };
      const isTold = outcomeOf(ledger, id)?.outcome === 'deleted';
      return { id, isThere: list?.isWhole && isTold ? false : this.#adversary.isThere(id) };
    });
    this.#note(found);
  }

  /** The last look, when everything has arrived and nothing lags any more. */
  checkLate(): void {
    const found = idsToLookFor(this.#ledger()).map((id) => ({ id, isThere: this.#registry.models.has(id) }));
    this.#note(found, true);
  }

  #note(found: readonly { id: string; isThere: boolean | undefined }[], is_late = false): void {
    if (found.length === 0) return;
    const only = (is: boolean | undefined) =>
      found.filter(({ isThere }) => isThere === is).map(({ id }) => id);
    const check = { after_calls: this.calls.length, present: only(true), unsure: only(undefined) };
    this.checks.push({ ...check, confirms: true, is_late, at: this.#registry.clock });
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

const NOTHING_DONE: Done = { status: 0, body: '', deleted: [] };
