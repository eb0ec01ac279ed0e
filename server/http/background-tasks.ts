import type { FastifyInstance } from 'fastify';

/** Begins what nobody waits for; `trouble` is what the log says when it fails. */
export type InBackground = (trouble: string, task: () => Promise<unknown>) => void;

/** Lets a gateway do things that nobody waits for; it does not close before they are over. */
export function inBackground(app: FastifyInstance): InBackground {
  const underWay = new Set<Promise<void>>();
  app.addHook('onClose', async () => {
    await Promise.all(underWay);
  });
  return (trouble, task) => {
    const run = task()
      .then(() => undefined)
      .catch((error: unknown) => app.log.warn({ err: error }, trouble))
      .finally(() => underWay.delete(run));
    underWay.add(run);
  };
}
