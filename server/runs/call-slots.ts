import { CALLS_AT_ONCE } from './run-calls.ts';

/** Gives back what was taken. */
export type Release = () => void;

/** Lets a bounded number of calls go to a registry at once, and everybody have their turn. */
export type CallSlots = {
  /**
   * Waits for a turn. Whoever made fewer of the calls that are under way comes first; among equals, who waits longest.
   *
   * @param signal gives the place in the line up; then it throws the signal's reason.
   */
  take: (project_id: string, person: string, signal: AbortSignal) => Promise<Release>;
};

type Waiting = { person: string; begin: () => void };
type Registry = { underWay: Map<string, number>; line: Waiting[] };

/** @param atOnce how many calls go to one registry. */
export function callSlots(atOnce = CALLS_AT_ONCE): CallSlots {
  const registries = new Map<string, Registry>();

  const release = (project_id: string, registry: Registry, person: string) => {
    const left = (registry.underWay.get(person) ?? 0) - 1;
    if (left > 0) registry.underWay.set(person, left);
    else registry.underWay.delete(person);
    const next = nextInLine(registry);
    if (next) next.begin();
    else if (registry.underWay.size === 0) registries.delete(project_id);
  };

  return {
    async take(project_id, person, signal) {
      signal.throwIfAborted();
      const registry = registries.get(project_id) ?? { underWay: new Map(), line: [] };
      registries.set(project_id, registry);
      if (sumOf(registry.underWay) < atOnce) enter(registry, person);
      else await waitInLine(registry, person, signal);
      return () => release(project_id, registry, person);
    },
  };
}

function enter({ underWay }: Registry, person: string): void {
  underWay.set(person, (underWay.get(person) ?? 0) + 1);
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function waitInLine(registry: Registry, person: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiting: Waiting = {
      person,
      begin: () => {
        signal.removeEventListener('abort', giveUp);
        // At once, as whoever asks next must find it taken.
        enter(registry, person);
        resolve();
      },
    };
    function giveUp() {
      registry.line.splice(registry.line.indexOf(waiting), 1);
      reject(signal.reason);
    }
    signal.addEventListener('abort', giveUp, { once: true });
    registry.line.push(waiting);
  });
}

function nextInLine({ underWay, line }: Registry): Waiting | undefined {
  const [first, ...others] = line;
  if (!first) return undefined;
  const callsOf = ({ person }: Waiting) => underWay.get(person) ?? 0;
  const next = others.reduce((best, one) => (callsOf(one) < callsOf(best) ? one : best), first);
  line.splice(line.indexOf(next), 1);
  return next;
}
