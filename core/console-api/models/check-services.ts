import type { ModelId } from '../../contract/model.ts';
import type { ServiceReference } from '../../contract/service.ts';
import type { Blockers } from './blockers.ts';

/** What uses each model that could be checked, and how far the check has come. */
export type ServiceCheck = {
  /** When the services were last asked for, in ms since the epoch. */
  checkedAt: number;
  services: ReadonlyMap<ModelId, readonly ServiceReference[]>;
  /** Those of which nothing is known yet, as they are still to be asked for. */
  left: ReadonlySet<ModelId>;
  /** How many were asked for. */
  asked: number;
};

/**
 * Asks which services use these models, and again for those that are left, until none is. Tells what is known after
 * each answer. An answer that gets no further is the last one: what it leaves could not be checked.
 *
 * @param ask makes one request; its errors come through.
 */
export async function* checkServices(
  ids: readonly ModelId[],
  ask: (ids: readonly ModelId[]) => Promise<Blockers>,
): AsyncGenerator<ServiceCheck, void> {
  const services = new Map<ModelId, readonly ServiceReference[]>();
  let waiting = ids;
  while (waiting.length > 0) {
    const answer = await ask(waiting);
    for (const [id, using] of Object.entries(answer.services)) services.set(id, using);
    const told = new Set(answer.left);
    const left = waiting.filter((id) => told.has(id));
    waiting = left.length < waiting.length ? left : [];
    yield {
      checkedAt: answer.checked_at,
      services: new Map(services),
      left: new Set(waiting),
      asked: ids.length - waiting.length,
    };
  }
}
