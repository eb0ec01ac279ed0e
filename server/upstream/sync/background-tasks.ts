import type { FastifyBaseLogger } from 'fastify';

/** Starts a task, fire and forget; `failure` is what the log says when it fails. */
export type RunInBackground = (task: () => Promise<void>, failure: string) => void;

/**
 * A registry of fire-and-forget tasks.
 *
 * @param signal when it is aborted, tasks fail because they are given up, which is not logged.
 * @returns `run`, and `drain`, which resolves when no task is in flight, those included that others begin meanwhile.
 */
export function openBackgroundTasks(
  log: FastifyBaseLogger,
  signal: AbortSignal,
): { run: RunInBackground; drain: () => Promise<void> } {
  const inFlight = new Set<Promise<void>>();
  return {
    run(task, failure) {
      const running = task()
        .catch((error: unknown) => {
          if (!signal.aborted) log.warn({ err: error }, failure);
        })
        .finally(() => inFlight.delete(running));
      inFlight.add(running);
    },
    async drain() {
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
  };
}
