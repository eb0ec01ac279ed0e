import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Unreadable } from '../../../core/console-api/live/sync-status.ts';
import { notifyChange } from '../../events/notify-change.ts';
import type { InvalidatedNames, Store, StoreTransaction } from '../../store/schema.ts';

/**
 * The right to sync a project, which one gateway has at a time: a lease, which lapses when its holder sends no heartbeats.
 * It is a row of `mirrors`, whose columns have older names: `reader` is the holder, `touches` the version, `touched` the
 * invalidated names, and `is_summed` says whether the summaries are current.
 */
export type Lease = {
  project_id: string;
  /** A random token of this lease alone: whatever is written under it is written only while the row still has it. */
  holder: string;
  /**
   * How many invalidations the project had seen when the lease was acquired: a fencing token. What was invalidated at a
   * later version is newer than what this run was answered, so that the run does not write it.
   */
  version: number;
  /** Whether the summaries counted every version then. */
  areSummariesCurrent: boolean;
  /** Whether no sync run has completed before. */
  isFirst: boolean;
};

/** How much a sync run has read so far. */
export type Progress = { names: number; versions: number; services: number };

/** How long a lease is valid after the last heartbeat, and how often there is one. In ms. */
export const LEASE_TTL_MS = 30_000;
export const LEASE_RENEWAL_MS = 10_000;

/** Another gateway holds the lease now. */
export class LeaseLost extends Error {}

/** The clock that gateways share, in ms since the epoch. */
const NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Whether a lease is held: its last heartbeat is younger than its time to live. */
export const IS_LEASED = sql<boolean>`(mirrors.reader is not null and mirrors.seen_at > ${NOW} - ${LEASE_TTL_MS}::bigint)`;

const notifyStatus = (project_id: string) => notifyChange(project_id, { about: 'mirror' });

/** Acquires the lease of a project; undefined while it is held. */
export async function acquireLease(store: Store, project_id: string): Promise<Lease | undefined> {
  const holder = randomUUID();
  const begun = {
    reader: holder,
    begun_at: Date.now(),
    seen_at: NOW,
    names: 0,
    versions: 0,
    services: 0,
  };
  const acquired = await store
    .insertInto('mirrors')
    .values({ project_id, ...begun })
    .onConflict((conflict) =>
      conflict.column('project_id').doUpdateSet(begun).where(sql<boolean>`not ${IS_LEASED}`),
    )
    .returning([
      'touches as version',
      'is_summed as areSummariesCurrent',
      'read_at',
      notifyStatus(project_id),
    ])
    .executeTakeFirst();
  if (!acquired) return undefined;
  const { version, areSummariesCurrent, read_at } = acquired;
  return { project_id, holder, version, areSummariesCurrent, isFirst: read_at === null };
}

/**
 * Locks a lease until the transaction ends, renews it, and notes the progress made. Everything that a sync run writes comes
 * after it, in the same transaction.
 *
 * @param progress what has changed of it.
 * @param isNotified whether those who follow the project are told.
 * @returns the names that were invalidated since the lease was acquired.
 * @throws LeaseLost when another gateway holds it now.
 */
export async function lockLease(
  trx: StoreTransaction,
  lease: Lease,
  progress: Partial<Progress>,
  isNotified: boolean,
): Promise<Set<string>> {
  const locked = await updateHeld(trx, lease)
    .set({ ...progress, seen_at: NOW })
    .returning('touched as invalidatedNames')
    .$if(isNotified, (query) => query.returning(notifyStatus(lease.project_id)))
    .executeTakeFirst();
  if (!locked) throw new LeaseLost();
  return invalidatedSince(locked.invalidatedNames, lease.version);
}

/** Notes whether the summaries count every version, in a transaction that has locked the lease. */
export async function noteSummariesCurrent(
  trx: StoreTransaction,
  lease: Lease,
  areCurrent: boolean,
): Promise<void> {
  await updateHeld(trx, lease).set({ is_summed: areCurrent }).execute();
}

/** Sends a heartbeat. Nothing happens when the lease was lost: the next write finds out. */
export async function renewLease(store: Store, lease: Lease): Promise<void> {
  await updateHeld(store, lease).set({ seen_at: NOW }).execute();
}

/** Locks the sync state of a project until the transaction ends: whoever writes to its copy takes this lock first. */
export function lockSyncState(trx: StoreTransaction, project_id: string) {
  return trx
    .selectFrom('mirrors')
    .select(['touched as invalidatedNames', 'reader as holder'])
    .where('project_id', '=', project_id)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Completes a sync run and releases its lease; from here on the copy is as old as the start of the run.
 *
 * @param refreshed the invalidated names that were read again meanwhile.
 * @returns the other names that were invalidated meanwhile: when there are any, the run is not complete.
 * @throws LeaseLost when another gateway holds the lease now.
 */
export function completeSync(
  store: Store,
  lease: Lease,
  refreshed: ReadonlySet<string>,
  unreadable: readonly Unreadable[],
): Promise<Set<string>> {
  return store.transaction().execute(async (trx) => {
    const state = await lockSyncState(trx, lease.project_id);
    if (state?.holder !== lease.holder) throw new LeaseLost();
    const invalidated = invalidatedSince(state.invalidatedNames, lease.version);
    const pending = new Set([...invalidated].filter((name) => !refreshed.has(name)));
    if (pending.size > 0) return pending;
    const recent = Object.entries(state.invalidatedNames).filter(([name]) => invalidated.has(name));
    await updateHeld(trx, lease)
      .set(({ ref }) => ({ ...RELEASED, read_at: ref('begun_at'), problem: null }))
      .set({ unreadable: JSON.stringify(unreadable), touched: JSON.stringify(Object.fromEntries(recent)) })
      .returning(notifyStatus(lease.project_id))
      .execute();
    return pending;
  });
}

/** Releases the lease of a run that did not complete, for a reason if there is one. The copy stays as old as it was. */
export async function abandonSync(
  store: Store,
  lease: Lease,
  problem?: { code: string; message: string },
): Promise<void> {
  await updateHeld(store, lease)
    .set(RELEASED)
    .$if(problem !== undefined, (query) => query.set({ problem: JSON.stringify(problem) }))
    .returning(notifyStatus(lease.project_id))
    .execute();
}

const RELEASED = { reader: null, seen_at: null };

/** An update of a lease's row; of none when another gateway holds it now. */
function updateHeld(store: Store, { project_id, holder }: Lease) {
  return store.updateTable('mirrors').where('project_id', '=', project_id).where('reader', '=', holder);
}

/** The names that were last invalidated after a version. */
export function invalidatedSince(invalidatedNames: InvalidatedNames, version: number): Set<string> {
  return new Set(Object.entries(invalidatedNames).flatMap(([name, at]) => (at > version ? [name] : [])));
}
