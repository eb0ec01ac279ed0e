import type { FastifyInstance } from 'fastify';
import { WAITING_FOR_SOMEBODY } from '../../core/console-api/deletions/runs.ts';
import type { Answer } from '../../core/deletion/answer.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { Caller } from '../iam/caller.ts';
import type { Jobs } from '../jobs/open-boss.ts';
import type { DeletionBackend } from '../receipts/calls/deletion-route.ts';
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
    jobs: Jobs;
    hub: EventHub;
    deletions: DeletionBackend;
    countAnswer: (answer: Answer) => void;
  },
): Runs {
  const { store, deletions, jobs } = options;
  const logFailure = (error: unknown) => app.log.error({ err: error }, 'A deletion has trouble');
  const carryOut = runCarrier({ ...options, slots: callSlots(), logFailure });
  let opened: RunQueue | undefined;
  const queue = jobs.openQueue(async (boss) => {
    opened ??= await openRunQueue(store, boss, (key) => carryOut(key, jobs.closing), app.log);
    await addOpenRuns(store, opened);
    return opened;
  });
  app.addHook('onClose', async () => opened?.close());
  return { store, queue, deletions, onSignIn: (caller) => resumeFor({ store, queue }, caller) };
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
