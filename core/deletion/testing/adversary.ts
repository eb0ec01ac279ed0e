import type { Answer } from '../answer.ts';
import type { Done, SimulatedRegistry } from './simulated-registry.ts';

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

  /**
   * The way from the gateway to the registry and back, and a registry that lies: success without the act, the act late or
   * with a refusal. What is late here is over before the last look.
   */
  betweenGatewayAndRegistry(call: { act: () => Done; pretend: () => Done }): Came {
    const { act, pretend } = call;
    const harm = this.#harm(16, 2);
    if (harm === 0) return FAILED;
    if (harm === 1) return { status: 429, body: '{"error_code":"APIG.0308","error_msg":""}' };
    if (harm === 2) return { status: 401, body: '{"error_code":"ModelArts.0202","error_msg":""}' };
    if (harm === 3) return cameOf(pretend());
    if (harm === 4 || harm === 5) {
      this.#held.push(act);
      return harm === 4 ? cameOf(pretend()) : NOTHING;
    }
    const came = cameOf(act());
    if (harm === undefined || came.status !== 200) return came;
    if (harm === 6) return NOTHING;
    if (harm === 7) return FAILED;
    if (harm === 8) return { status: 404, body: '{"error_code":"ModelArts.3001","error_msg":""}' };
    if (harm === 9) return { status: 400, body: '{"error_code":"ModelArts.0104","error_msg":""}' };
    return { status: 200, body: JSON.stringify(mangle(JSON.parse(came.body), harm)) };
  }

  /** What a list of a name shows: it may lag behind, or be shorter than it promises. Undefined when it cannot be read. */
  list(name: string): { ids: string[]; isWhole: boolean } | undefined {
    const ids = this.#registry.idsOf(name);
    switch (this.#harm(4, 3)) {
      case undefined:
        return { ids, isWhole: true };
      case 0:
        return undefined;
      case 1:
        return { ids: this.#registry.staleIdsOf(name), isWhole: true };
      case 2:
        return { ids: ids.slice(1), isWhole: ids.length === 0 };
      default:
        return { ids: ids.map((id) => id.toUpperCase()), isWhole: true };
    }
  }

  /** Whether the registry has a version, when it is asked by id; undefined when that cannot be found out. */
  isThere(id: string): boolean | undefined {
    return this.breaksRead() ? undefined : this.#registry.models.has(id);
  }
}

const FAILED: Came = { status: 500, body: '{"error_code":"ModelArts.0010","error_msg":""}' };

function cameOf({ status, body }: Done): Came {
  return { status, body };
}

type Lists = {
  delete_success_list: string[];
  delete_failed_list: { model_id: string; error_msg?: string }[];
};

/** Answers that other editions of the registry, what stands in front of it, or a liar make of these lists. */
function mangle({ delete_success_list, delete_failed_list }: Lists, harm: number): unknown {
  const [first, ...rest] = delete_success_list;
  const [refused] = delete_failed_list;
  switch (harm) {
    case 10:
      return { delete_success_list, delete_failed_list: null };
    case 11:
      return { delete_failed_list };
    case 12:
      return {
        delete_success_list: [...delete_success_list, ...delete_success_list],
        delete_failed_list: [...delete_failed_list, ...delete_failed_list],
      };
    case 13: {
      const failed = first
        ? [...delete_failed_list, { model_id: first, error_code: 'X' }]
        : delete_failed_list;
      return { delete_success_list, delete_failed_list: failed };
    }
    case 14: {
      const untrue = first ? [{ model_id: first.toUpperCase(), error_code: 3009 }] : [];
      return { delete_success_list: rest.map((id) => id.toUpperCase()), delete_failed_list: untrue };
    }
    default: {
      const old = delete_failed_list.map(({ error_msg, ...more }) => ({ ...more, error_message: error_msg }));
      return refused ? { delete_success_list, delete_failed_list: old } : { delete_success_list };
    }
  }
}
