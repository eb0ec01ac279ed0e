import { sql } from 'kysely';
import type { Store } from '../../store/schema.ts';

/** How long a lease on a receipt lasts: after it another gateway may verify the receipt. In ms. */
const LEASE_TTL_MS = 60_000;

/** Receipts that are leased at a time. */
const BATCH = 8;

/** A receipt that a gateway has leased to verify it; the lease ends at `look_at` (ms since the epoch). */
export type LeasedReceipt = { project_id: string; deletion_id: string; look_at: number };

/** Leases receipts that are due, by moving their time: no other gateway takes them before the lease ends. */
export async function leaseDueReceipts(store: Store): Promise<LeasedReceipt[]> {
  const now = Date.now();
  const leased = await sql<LeasedReceipt>`
    update deletions set look_at = ${now + LEASE_TTL_MS}
    where (project_id, deletion_id) in (
      select project_id, deletion_id from deletions where look_at <= ${now}
      order by look_at limit ${BATCH} for update skip locked
    )
    returning project_id, deletion_id, look_at`.execute(store);
  return leased.rows;
}

/**
 * Ends a lease, and schedules the next verification. Compare and set: does nothing when somebody wrote to the receipt
 * meanwhile, which set a time of its own.
 *
 * @param next in ms since the epoch; null when nothing is left to verify.
 */
export async function reschedule(
  store: Store,
  { project_id, deletion_id, look_at }: LeasedReceipt,
  next: number | null,
): Promise<void> {
  await store
    .updateTable('deletions')
    .set({ look_at: next })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .where('look_at', '=', look_at)
    .execute();
}

/** When the next verification is due, in ms since the epoch; null when none is scheduled. */
export async function nextDue(store: Store): Promise<number | null> {
  const { look_at } = await store
    .selectFrom('deletions')
    .select(({ fn }) => fn.min('look_at').as('look_at'))
    .where('look_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return look_at;
}

/** Makes every scheduled verification of a project due now, of runs that are over. Idempotent. */
export async function makeAllDue(store: Store, project_id: string): Promise<void> {
  const now = Date.now();
  await store
    .updateTable('deletions')
    .set({ look_at: now })
    .where('project_id', '=', project_id)
    .where('look_at', '>', now)
    .where('ended_at', 'is not', null)
    .execute();
}
