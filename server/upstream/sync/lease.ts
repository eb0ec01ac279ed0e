import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Unreadable } from '../../../core/console-api/sync-status.ts';
import { notifyChange } from '../../events/notify-change.ts';
import type { InvalidatedNames, Store, StoreTransaction } from '../../store/schema.ts';

/** The right to read a project's registry into the mirror, which one gateway has at a time. */
export type Lease = {
  project_id: string;
  reader: string;
  /** How many touches there were when it began. */
  touches: number;
  /** Whether the summaries counted every version then. */
  is_summed: boolean;
};

/** What was read so far. */
export type Progress = { names: number; versions: number; services: number };

/** How long the holder of a claim may be silent before another may take it over, in ms, and how often it gives a sign. */
export const LEASE_TTL_MS = 30_000;
export const LEASE_RENEWAL_MS = 10_000;

/** Another gateway has taken the reading over. */
export class LeaseLost extends Error {}

/** The clock that gateways share, in ms since the epoch. */
const NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Whether a reading goes on: its reader was heard of a short while ago. */
export const IS_READ = sql<boolean>`(mirrors.reader is not null and mirrors.seen_at > ${NOW} - ${LEASE_TTL_MS}::bigint)`;

const toldAs = (project_id: string) => notifyChange(project_id, { about: 'mirror' });

/** Claims the reading of a project; undefined while another one goes on. */
export async function acquireLease(store: Store, project_id: string): Promise<Lease | undefined> {
  const reader = randomUUID();
  const begun = { reader, begun_at: Date.now(), seen_at: NOW, names: 0, versions: 0, services: 0 };
  const acquired = await store
    .insertInto('mirrors')
    .values({ project_id, ...begun })
    .onConflict((conflict) =>
      conflict.column('project_id').doUpdateSet(begun).where(sql<boolean>`not ${IS_READ}`),
    )
    .returning(['touches', 'is_summed', toldAs(project_id)])
    .executeTakeFirst();
  return acquired && { ...{ project_id, reader }, touches: acquired.touches, is_summed: acquired.is_summed };
}

/**
 * Holds a claim until the transaction ends, and says how far it is. Everything that a reading writes comes after it.
 *
 * @param isTold whether whoever listens is told.
 * @returns the names that were touched since it began.
 * @throws ClaimLost when another gateway has taken it over.
 */
export async function holdLease(
  trx: StoreTransaction,
  lease: Lease,
  progress: Progress,
  isTold: boolean,
): Promise<Set<string>> {
  const held = await mine(trx, lease)
    .set({ ...progress, seen_at: NOW })
    .returning('touched')
    .$if(isTold, (query) => query.returning(toldAs(lease.project_id)))
    .executeTakeFirst();
  if (!held) throw new LeaseLost();
  return invalidatedSince(held.touched, lease.touches);
}

/** Notes whether the summaries count every version, in a transaction that holds the claim. */
export async function noteSummariesCurrent(
  trx: StoreTransaction,
  lease: Lease,
  is_summed: boolean,
): Promise<void> {
  await mine(trx, lease).set({ is_summed }).execute();
}

/** Gives a sign of life. */
export async function renewLease(store: Store, lease: Lease): Promise<void> {
  await mine(store, lease).set({ seen_at: NOW }).execute();
}

/** Holds the mirror of a project until the transaction ends: whoever writes to it takes turns here. */
export function lockSyncState(trx: StoreTransaction, project_id: string) {
  return trx
    .selectFrom('mirrors')
    .select(['touches', 'touched', 'reader'])
    .where('project_id', '=', project_id)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Ends a reading that came to its end; from here on the lists are as old as its beginning.
 *
 * @param settled the touched names that were read again.
 * @returns the names that were touched meanwhile: then it is not ended.
 */
export function completeSync(
  store: Store,
  lease: Lease,
  settled: ReadonlySet<string>,
  unreadable: readonly Unreadable[],
): Promise<Set<string>> {
  return store.transaction().execute(async (trx) => {
    const held = await lockSyncState(trx, lease.project_id);
    if (held?.reader !== lease.reader) throw new LeaseLost();
    const touched = invalidatedSince(held.touched, lease.touches);
    const left = new Set([...touched].filter((name) => !settled.has(name)));
    if (left.size > 0) return left;
    const kept = Object.entries(held.touched).filter(([name]) => touched.has(name));
    await mine(trx, lease)
      .set(({ ref }) => ({ ...ENDED, read_at: ref('begun_at'), problem: null }))
      .set({ unreadable: JSON.stringify(unreadable), touched: JSON.stringify(Object.fromEntries(kept)) })
      .returning(toldAs(lease.project_id))
      .execute();
    return left;
  });
}

/** Ends a reading that came to no end, for a reason if there is one. The lists stay as old as they were. */
export async function abandonSync(
  store: Store,
  lease: Lease,
  problem?: { code: string; message: string },
): Promise<void> {
  await mine(store, lease)
    .set(ENDED)
    .$if(problem !== undefined, (query) => query.set({ problem: JSON.stringify(problem) }))
    .returning(toldAs(lease.project_id))
    .execute();
}

const ENDED = { reader: null, seen_at: null };

function mine(store: Store, { project_id, reader }: Lease) {
  return store.updateTable('mirrors').where('project_id', '=', project_id).where('reader', '=', reader);
}

/** The names whose last touch came after so many. */
export function invalidatedSince(touched: InvalidatedNames, touches: number): Set<string> {
  return new Set(Object.entries(touched).flatMap(([name, touch]) => (touch > touches ? [name] : [])));
}
