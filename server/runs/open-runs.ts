import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { WAITING_FOR_SOMEBODY } from '../../core/console-api/runs.ts';
import type { Answer } from '../../core/deletion/answer.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { Caller } from '../iam/caller.ts';
import type { DeletionBackend } from '../receipts/calls/deletion-route.ts';
import type { OpenStore } from '../store/open-store.ts';
import type { Store } from '../store/schema.ts';
import { callSlots } from './call-slots.ts';
import { runCarrier } from './carry-out.ts';
import type { RunContext } from './run-context.ts';
import { openRunQueue, type RunQueue } from './run-queue.ts';
import { changeRun, NOT_WAITING } from './run-row.ts';
import { operatorOf } from './start-run.ts';

/** What a gateway that carries out runs has for its routes, and for who signs in. */
export type Runs = RunContext & {
  /** Somebody signed in: what waited for them goes on. */
  onSignIn: (caller: Caller) => Promise<void>;
};

/**
 * Has a gateway carry out runs, its own and those that others of the same database leave behind; it stops with the
 * gateway, after the calls that are under way.
 */
export function openRuns(
  app: FastifyInstance,
  options: {
    store: Store;
    jobs: OpenStore['jobs'];
    hub: EventHub;
    deletions: DeletionBackend;
    countAnswer: (answer: Answer) => void;
  },
): Runs {
  const { store, deletions } = options;
  const closing = new AbortController();
  const logFailure = (error: unknown) => app.log.error({ err: error }, 'A deletion has trouble');
  const carryOut = runCarrier({ ...options, slots: callSlots(), logFailure });
  const open = async () => {
    const queue = await openRunQueue(
      store,
      await options.jobs(),
      (key) => carryOut(key, closing.signal),
      app.log,
    );
    await addOpenRuns(store, queue);
    return queue;
  };
  const { promise: opening, resolve: begin } = Promise.withResolvers<void>();
  const opened = opening.then(() => retried(open, app.log, closing.signal));
  // Nobody waits for it to start: a gateway answers, and says that it is not ready, while its database is away.
  app.addHook('onReady', async () => begin());
  app.addHook('preClose', async () => {
    closing.abort();
    begin();
  });
  app.addHook('onClose', async () => (await opened)?.close());

  const queue = async (): Promise<RunQueue> => {
    const queueOrNothing = await opened;
    if (!queueOrNothing) throw new Error('The gateway stops.');
    return queueOrNothing;
  };
  return { store, queue, deletions, onSignIn: (caller) => resumeFor({ store, queue }, caller) };
}

/** How long is waited until the queue is opened again that could not be. In ms. */
const RETRY_MS = 2_000;

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
      log.warn({ err: error }, 'The queue of deletions cannot be opened yet');
      await setTimeout(RETRY_MS, undefined, { signal: closing }).catch(() => undefined);
    }
  }
  return undefined;
}

/** What was begun before the queue was lost, by a restored backup say, is put into it again. */
async function addOpenRuns(store: Store, queue: RunQueue): Promise<void> {
  const open = await store
    .selectFrom('runs')
    .select(['project_id', 'deletion_id', 'user_id', 'starts_at'])
    .where('phase', 'not in', ['over', ...WAITING_FOR_SOMEBODY])
    .execute();
  for (const { user_id, starts_at, ...key } of open)
    await queue.add(store, key, user_id, starts_at ?? undefined);
}

async function resumeFor(
  { store, queue: open }: Omit<RunContext, 'deletions'>,
  caller: Caller,
): Promise<void> {
  const queue = await open();
  const waiting = await store
    .selectFrom('runs')
    .select('deletion_id')
    .where('project_id', '=', caller.project_id)
    .where('user_id', '=', caller.user_id)
    .where('phase', '=', 'signed-out')
    .execute();
  for (const { deletion_id } of waiting) {
    const key = { project_id: caller.project_id, deletion_id };
    await store.transaction().execute(async (trx) => {
      await changeRun(trx, key, { ...NOT_WAITING, ...operatorOf(caller), phase: 'queued' });
      await queue.add(trx, key, caller.user_id);
    });
  }
}
