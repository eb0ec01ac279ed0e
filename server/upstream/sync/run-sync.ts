import type { FastifyBaseLogger } from 'fastify';
import type { SyncProblem } from '../../../core/console-api/live/sync-status.ts';
import { ApiError } from '../../errors.ts';
import type { Store } from '../../store/schema.ts';
import { UpstreamRefusal } from '../transport/upstream-refusal.ts';
import type { RunInBackground } from './background-tasks.ts';
import { abandonSync, LEASE_RENEWAL_MS, type Lease, LeaseLost, renewLease } from './lease.ts';
import type { RemoteRegistry } from './remote-registry.ts';
import { syncProject } from './sync-project.ts';

/** How a sync run ended: only one that completed makes the copy newer. */
type SyncEnd =
  | { state: 'completed' }
  /** Another gateway holds the lease now, and writes the status. */
  | { state: 'superseded' }
  /** This gateway is closing. */
  | { state: 'cancelled' }
  | { state: 'failed'; error: unknown };

/** What a sync run needs beside its lease. */
export type RunSyncOptions = {
  store: Store;
  registry: RemoteRegistry;
  log: FastifyBaseLogger;
  runInBackground: RunInBackground;
  /** Cancels the run; the registry is asked no more then. */
  signal: AbortSignal;
};

/**
 * Syncs one project under a lease, which it renews by heartbeats until it ends and then releases. What was written until
 * then stays, however it ends.
 *
 * @throws what the database throws when the lease cannot be released; everything else ends up in the sync status.
 */
export async function runSync(lease: Lease, options: RunSyncOptions): Promise<void> {
  const { store, log, runInBackground } = options;
  const heartbeat = setInterval(
    () => runInBackground(() => renewLease(store, lease), 'A sign of life failed'),
    LEASE_RENEWAL_MS,
  );
  try {
    const end = await endOf(lease, options);
    switch (end.state) {
      case 'completed':
      case 'superseded':
        return;
      case 'cancelled':
        return await abandonSync(store, lease);
      case 'failed':
        log.warn({ err: end.error }, 'A reading of the remote registry came to no end');
        return await abandonSync(store, lease, problemOf(end.error));
      default:
        end satisfies never;
    }
  } finally {
    clearInterval(heartbeat);
  }
}

async function endOf(lease: Lease, { store, registry, signal }: RunSyncOptions): Promise<SyncEnd> {
  try {
    await syncProject(store, lease, registry);
    return { state: 'completed' };
  } catch (error) {
    if (error instanceof LeaseLost) return { state: 'superseded' };
    return signal.aborted ? { state: 'cancelled' } : { state: 'failed', error };
  }
}

/** An error as the sync status has it, for operators. */
function problemOf(error: unknown): SyncProblem {
  const isForClients = error instanceof ApiError || error instanceof UpstreamRefusal;
  // PostgreSQL stores neither lone surrogates nor NUL characters.
  if (isForClients) {
    return { code: error.code, message: error.message.toWellFormed().replaceAll('\0', '') };
  }
  return { code: 'Coppice.0008', message: 'The gateway failed. If it fails again, look in its log.' };
}
