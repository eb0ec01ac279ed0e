import type { DeleteAnswer } from '../../contract/delete-model.ts';
import { groupETag } from '../../contract/group-etag.ts';
import type { ModelListItem } from '../../contract/model.ts';
import type { Call } from '../answer.ts';

/** Who took a version away: a receipt, by its number, or somebody outside. */
type Remover = number | 'somebody';

/** What came of one DELETE: an HTTP status and a body, and what is not on the wire, the ids that it deleted. */
export type Done = { status: number; body: string; deleted: readonly string[] };

/** How a registry may behave within its contract, which says little. */
export type RegistryHabits = {
  /** How many versions one cascade handles. */
  limit: number;
  /** In which order a cascade takes the versions after its target. */
  order: 'oldest' | 'newest' | 'by-id';
  /** Whether a refused version takes one of the places. */
  countsRefused: boolean;
  /** Whether it heeds If-Match. */
  isConditional: boolean;
};

/** A registry in memory that keeps the ground truth: what is there, and who took what, when. */
export class SimulatedRegistry {
  readonly models = new Map<string, ModelListItem>();
  readonly blocked = new Set<string>();
  readonly removals = new Map<string, { by: Remover; at: number }>();
  /** What it told as deleted without having done it. */
  readonly pretended = new Set<string>();
  readonly habits: RegistryHabits;
  /** Counts everything that happens: the time of the simulation. */
  clock = 0;
  readonly #names = new Map<string, string>();

  constructor(models: readonly ModelListItem[], blocked: Iterable<string>, habits: RegistryHabits) {
    for (const model of models) this.#keep(model);
    for (const id of blocked) this.blocked.add(id);
    this.habits = habits;
  }

  /** What a list of a name shows that lags behind: what was there once, and what is. */
  staleIdsOf(name: string): string[] {
    const names = [...this.#names].filter(([, of]) => of === name).map(([id]) => id);
    return names.filter((id) => this.models.has(id) || this.removals.has(id));
  }

  idsOf(name: string): string[] {
    return [...this.models.values()].filter((model) => model.model_name === name).map((m) => m.model_id);
  }

  add(model: ModelListItem): void {
    this.clock += 1;
    this.#keep(model);
  }

  #keep(model: ModelListItem): void {
    this.models.set(model.model_id, model);
    this.#names.set(model.model_id, model.model_name);
  }

  remove(id: string, by: Remover): void {
    this.clock += 1;
    if (this.models.delete(id)) this.removals.set(id, { by, at: this.clock });
  }

  /** Answers one DELETE as if it had been carried out. */
  pretend(call: Call, receipt: number): Done {
    const { deleted, ...answer } = this.delete(call, receipt, () => undefined);
    for (const id of deleted) this.pretended.add(id);
    return { ...answer, deleted: [] };
  }

  /**
   * Carries out one DELETE.
   *
   * @param remove takes one version away.
   */
  delete(call: Call, receipt: number, remove = (id: string) => this.remove(id, receipt)): Done {
    this.clock += 1;
    const target = this.models.get(call.model_id);
    if (!target) return error(404, 'ModelArts.3001');
    const ofName = this.idsOf(target.model_name);
    if (this.habits.isConditional && call.if_match && call.if_match !== groupETag(ofName)) {
      return error(412, 'Coppice.0009');
    }
    const answer: DeleteAnswer = { delete_success_list: [], delete_failed_list: [] };
    const waiting = [target.model_id, ...(call.cascade ? this.#inOrder(ofName, target.model_id) : [])];
    let places = this.habits.limit;
    for (const id of waiting) {
      if (places === 0) break;
      const isRefused = this.blocked.has(id);
      if (!isRefused || this.habits.countsRefused) places -= 1;
      if (isRefused) {
        answer.delete_failed_list.push({ model_id: id, error_code: 'ModelArts.3009', error_msg: `(${id})` });
      } else {
        answer.delete_success_list.push(id);
        remove(id);
      }
    }
    return { status: 200, body: JSON.stringify(answer), deleted: answer.delete_success_list };
  }

  #inOrder(ids: readonly string[], target: string): string[] {
    const others = ids.filter((id) => id !== target);
    const age = (id: string) => this.models.get(id)?.create_at ?? 0;
    if (this.habits.order === 'by-id') return others.toSorted();
    const oldestFirst = others.toSorted((a, b) => age(a) - age(b));
    return this.habits.order === 'oldest' ? oldestFirst : oldestFirst.toReversed();
  }
}

function error(status: number, error_code: string) {
  return { status, body: JSON.stringify({ error_code, error_msg: '' }), deleted: [] };
}
