import type { Answer } from '../answer.ts';
import type { SimulatedRegistry } from './simulated-registry.ts';

type Came = Omit<Answer, 'call'>;
const NOTHING: Came = { status: null, body: '', problem: 'lost' };

/**
 * Everything that goes wrong in a simulation. It acts on a list of numbers that a property test can shrink: each is
 * one decision, and when they run out nothing goes wrong any more.
 */
export class Adversary {
  faults = 0;
  killed = 0;
  /** Requests that the network holds back, to be delivered when it pleases. */
  readonly #held: (() => void)[] = [];
  readonly #decisions: number[];
  readonly #registry: SimulatedRegistry;
  #added = 0;

  constructor(decisions: readonly number[], registry: SimulatedRegistry) {
    this.#decisions = [...decisions];
    this.#registry = registry;
  }

  /** Picks one of so many ways to do harm, once in so many decisions that are not 0; undefined otherwise. */
  #harm(ways: number, oneIn: number): number | undefined {
    const decision = this.#decisions.shift() ?? 0;
    if (decision === 0 || decision % oneIn !== 0) return undefined;
    this.faults += 1;
    return (decision / oneIn - 1) % ways;
  }

  kills(): boolean {
    if (this.#harm(1, 10) === undefined) return false;
    this.killed += 1;
    return true;
  }

  /** Whether a read fails. */
  breaksRead(): boolean {
    return this.#harm(1, 4) !== undefined;
  }

  /** Whether the operator has had enough: presses Stop, closes the page, chooses not to go on. */
  quits(): boolean {
    return this.#harm(1, 60) !== undefined;
  }

  /** Between two steps of a run: somebody adds, removes, deploys or frees a version, or a held request arrives. */
  meddle(name: string): void {
    const harm = this.#harm(5, 5);
    const ids = this.#registry.idsOf(name);
    const [victim] = this.#added % 2 === 0 ? ids : ids.toReversed();
    if (harm === 0) this.#addVersion(name);
    if (harm === 1 && victim) this.#registry.remove(victim, 'somebody');
    if (harm === 2 && victim) this.#registry.blocked.add(victim);
    if (harm === 3 && victim) this.#registry.blocked.delete(victim);
    if (harm === 4) this.#held.shift()?.();
  }

  #addVersion(model_name: string): void {
    this.#added += 1;
    const model_id = `ffffffff-0000-4000-8000-${String(this.#added).padStart(12, '0')}`;
    this.#registry.add({ model_id, model_name, model_version: `9.9.${this.#added}`, create_at: 100 });
  }

  /** What arrives late arrives at the latest here. */
  deliverEverything(): void {
    for (let late = this.#held.shift(); late; late = this.#held.shift()) late();
  }

  /** The way from the page to the gateway and back. */
  betweenPageAndGateway(handle: () => Came | undefined): Came {
    switch (this.#harm(8, 2)) {
      case undefined:
        return handle() ?? NOTHING;
      case 0:
        return NOTHING;
      case 1:
        this.#held.push(handle);
        return NOTHING;
      case 2:
        handle();
        return NOTHING;
      case 3: {
        const first = handle();
        return handle() ?? first ?? NOTHING;
      }
      case 4:
        handle();
        return { status: 502, body: '<html>Bad gateway</html>' };
      case 5: {
        const { status, body } = handle() ?? NOTHING;
        return { status, body: body.slice(0, -5) };
      }
      case 6:
        return { status: 429, body: '<html>Slow down</html>', retry_after: 1 };
      default:
        handle();
        return { status: 500, body: '{"error_code":"ModelArts.0010","error_msg":""}' };
    }
  }

  /** The way from the gateway to the registry and back; what is late here is over before a list is read. */
  betweenGatewayAndRegistry(act: () => Came): Came {
    const harm = this.#harm(9, 2);
    if (harm === 0) return { status: 500, body: '{"error_code":"ModelArts.0010","error_msg":""}' };
    if (harm === 1) return { status: 429, body: '{"error_code":"APIG.0308","error_msg":""}' };
    const { status, body } = act();
    const came = { status, body };
    if (harm === undefined || came.status !== 200) return came;
    if (harm === 2) return NOTHING;
    if (harm === 3) return { status: 500, body: '{"error_code":"ModelArts.0010","error_msg":""}' };
    return { status: 200, body: JSON.stringify(mangle(JSON.parse(came.body), harm)) };
  }
}

type Lists = {
  delete_success_list: string[];
  delete_failed_list: { model_id: string; error_msg?: string }[];
};

/** Answers that other editions of the registry, or what stands in front of it, make of these lists. */
function mangle({ delete_success_list, delete_failed_list }: Lists, harm: number): unknown {
  const [first] = delete_success_list;
  const [refused] = delete_failed_list;
  if (harm === 4) return { delete_success_list, delete_failed_list: null };
  if (harm === 5) return { delete_failed_list };
  if (harm === 6) {
    return {
      delete_success_list: [...delete_success_list, ...delete_success_list],
      delete_failed_list: [...delete_failed_list, ...delete_failed_list],
    };
  }
  if (harm === 7) {
    const failed = first ? [...delete_failed_list, { model_id: first, error_code: 'X' }] : delete_failed_list;
    return { delete_success_list, delete_failed_list: failed };
  }
  const old = delete_failed_list.map(({ error_msg, ...rest }) => ({ ...rest, error_message: error_msg }));
  return refused ? { delete_success_list, delete_failed_list: old } : { delete_success_list };
}
