import { sql } from 'kysely';
import type { Store } from '../../store/schema.ts';

/** How long a gateway has for its looks, before another may make them. In ms. */
const LEASE_TTL_MS = 60_000;

/** How many receipts are looked into at a time. */
const AT_ONCE = 8;

/** A receipt that a gateway has claimed to look into, until `look_at` (ms since the epoch). */
export type Due = { project_id: string; deletion_id: string; look_at: number };

/** Takes what is due, and moves it so far that it is another's only if nothing comes of it here. */
export async function claimDueReceipts(store: Store): Promise<Due[]> {
  const now = Date.now();
  const claimed = await sql<Due>`
    update deletions set look_at = ${now + LEASE_TTL_MS}
    where (project_id, deletion_id) in (
      select project_id, deletion_id from deletions where look_at <= ${now}
      order by look_at limit ${AT_ONCE} for update skip locked
    )
    returning project_id, deletion_id, look_at`.execute(store);
  return claimed.rows;
}

/** Notes when a receipt is to be looked into next, unless somebody wrote to it meanwhile, who knows better. */
export async function putOff(store: Store, { project_id, deletion_id, look_at }: Due, next: number | null) {
  await store
    .updateTable('deletions')
    .set({ look_at: next })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .where('look_at', '=', look_at)
    .execute();
}

/** When the next look is due, in ms since the epoch; null when none is. */
export async function nextDue(store: Store): Promise<number | null> {
  const { look_at } = await store
    .selectFrom('deletions')
    .select(({ fn }) => fn.min('look_at').as('look_at'))
    .where('look_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return look_at;
}

/** Lets everything be due that a project has to be looked into, of runs that are over. */
export async function makeDue(store: Store, project_id: string): Promise<void> {
  const now = Date.now();
  await store
    .updateTable('deletions')
    .set({ look_at: now })
    .where('project_id', '=', project_id)
    .where('look_at', '>', now)
    .where('ended_at', 'is not', null)
    .execute();
}
