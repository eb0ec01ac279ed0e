import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { PgBoss } from 'pg-boss';
import type { JobDatabase, OpenStore } from '../store/open-store.ts';

/** How often it is looked for what is due or was left behind, beside being told. In seconds. */
export const LOOK_EVERY_S = 10;

/** How long is waited for jobs under way when the gateway stops. In ms. */
const CLOSES_WITHIN_MS = 60_000;

/** How long is waited until something is opened again that could not be. In ms. */
const RETRY_MS = 2_000;

/** What all queues of a gateway stand on: one connection that listens, and one that looks. */
export type Jobs = {
  /**
   * Opens a queue once the gateway is ready, and again until it succeeds: a gateway answers, and says that it is not ready,
   * while its database is away. The answered function waits for it; it throws when the gateway stops before.
   */
  openQueue: <Queue>(open: (boss: PgBoss) => Promise<Queue>) => () => Promise<Queue>;
  /** Aborted when the gateway stops. */
  closing: AbortSignal;
};

/** Has a gateway take jobs up as long as it is there; those under way are waited for when it stops. */
export function openJobs(app: FastifyInstance, jobs: OpenStore['jobs']): Jobs {
  const closing = new AbortController();
  const { promise: opening, resolve: begin } = Promise.withResolvers<void>();
  const started = opening.then(() =>
    retried(async () => startBoss(await jobs(), app.log), app.log, closing.signal),
  );
  // Nobody waits for it to start.
  app.addHook('onReady', async () => begin());
  app.addHook('preClose', async () => {
    closing.abort();
    begin();
  });
  app.addHook('onClose', async () => {
    await (await started)?.stop({ graceful: true, close: false, timeout: CLOSES_WITHIN_MS });
  });
  return {
    closing: closing.signal,
    openQueue: (open) => {
      const opened = started.then(
        (boss) => boss && retried(() => open(boss), app.log, closing.signal).then((queue) => ({ queue })),
      );
      return async () => {
        const { queue } = (await opened) ?? {};
        if (queue === undefined) throw new Error('The gateway stops.');
        return queue;
      };
    },
  };
}

/** Starts pg-boss, making its tables if need be. */
export async function startBoss(
  { backend, db }: JobDatabase,
  log: Pick<FastifyInstance['log'], 'warn'>,
): Promise<PgBoss> {
  const boss = new PgBoss({
    db,
    backend,
    schedule: false,
    superviseIntervalSeconds: LOOK_EVERY_S,
    monitorIntervalSeconds: LOOK_EVERY_S,
    useListenNotify: true,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'The queue has trouble'));
  await boss.start();
  return boss;
}

/** Tries until it succeeds; undefined when the gateway stops before. */
async function retried<T>(
  open: () => Promise<T>,
  log: FastifyInstance['log'],
  closing: AbortSignal,
): Promise<T | undefined> {
  while (!closing.aborted) {
    try {
      return await open();
    } catch (error) {
      if (closing.aborted) break;
      log.warn({ err: error }, 'A queue cannot be opened yet');
      await setTimeout(RETRY_MS, undefined, { signal: closing }).catch(() => undefined);
    }
  }
  return undefined;
}
