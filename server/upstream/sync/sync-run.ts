import type { Store, StoreTransaction } from '../../store/schema.ts';
import { type Lease, lockLease, type Progress } from './lease.ts';
import type { RemoteRegistry } from './remote-registry.ts';
import { type UnstoredRows, unstoredRows } from './rows/unstored-rows.ts';
import { type SeenChanges, seenChanges } from './seen-changes.ts';

/** A sync run under way: what every step of it works with. What a step finds out, it returns. */
export type SyncRun = {
  readonly store: Store;
  readonly lease: Lease;
  readonly registry: RemoteRegistry;
  /** The rows that could not be stored so far. */
  readonly unstored: UnstoredRows;
  /** What came and went so far. */
  readonly seen: SeenChanges;
  /**
   * Writes what was read, in a short transaction that holds the lease; never while the remote registry is asked.
   *
   * @param act gets the names that were invalidated since the run began: of these it writes nothing.
   * @param progress what has changed of it.
   * @throws LeaseLost when another gateway holds the lease now.
   */
  readonly write: <T>(
    act: (trx: StoreTransaction, invalidated: ReadonlySet<string>) => Promise<T>,
    progress?: Partial<Progress>,
  ) => Promise<T>;
};

/** How often, in ms, those who follow a project are told of the progress. */
const NOTIFY_EVERY_MS = 1_000;

/** A run of which nothing is read yet. */
export function beginSync(store: Store, lease: Lease, registry: RemoteRegistry): SyncRun {
  let notifiedAt = performance.now();
  const isTimeToNotify = () => {
    const now = performance.now();
    if (now - notifiedAt < NOTIFY_EVERY_MS) return false;
    notifiedAt = now;
    return true;
  };
  return {
    store,
    lease,
    registry,
    unstored: unstoredRows(),
    seen: seenChanges(lease.project_id, lease.isFirst),
    write: (act, progress = {}) =>
      store
        .transaction()
        .execute(async (trx) => act(trx, await lockLease(trx, lease, progress, isTimeToNotify()))),
  };
}
