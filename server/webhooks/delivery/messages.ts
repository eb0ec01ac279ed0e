import { type Insertable, type Selectable, sql } from 'kysely';
import type { Database, Store, StoreTransaction } from '../../store/schema.ts';
import type { WebhookKey } from '../webhook-row.ts';
import type { WebhookQueue } from './webhook-queue.ts';

/** Something that is still to be sent. */
export type Message = Selectable<Database['webhook_messages']>;

/** The clock by which the queue goes, in ms since the epoch. */
const NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Writes messages of a webhook down and has them sent, but those that are there already. */
export async function addMessages(
  trx: StoreTransaction,
  queue: WebhookQueue,
  key: WebhookKey,
  messages: readonly Insertable<Database['webhook_messages']>[],
): Promise<void> {
  if (messages.length === 0) return;
  await trx
    .insertInto('webhook_messages')
    .values(messages)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await queue.add(trx, [key]);
}

/** The oldest message that is due: all of them, or those that somebody asked for. */
export function nextDue(
  store: Store,
  { project_id, webhook_id }: WebhookKey,
  which: 'all' | 'asked',
): Promise<Message | undefined> {
  return store
    .selectFrom('webhook_messages')
    .selectAll()
    .where('project_id', '=', project_id)
    .where('webhook_id', '=', webhook_id)
    .where('next_at', '<=', NOW)
    .$if(which === 'asked', (some) => some.where('is_asked', '=', true))
    .orderBy('is_asked', 'desc')
    .orderBy('activity_id')
    .limit(1)
    .executeTakeFirst();
}

/** Has all that waits for a webhook sent at once. */
export async function sendWaiting(
  trx: StoreTransaction,
  queue: WebhookQueue,
  { project_id, webhook_id }: WebhookKey,
): Promise<void> {
  await trx
    .updateTable('webhook_messages')
    .set({ next_at: 0 })
    .where('project_id', '=', project_id)
    .where('webhook_id', '=', webhook_id)
    .execute();
  await queue.add(trx, [{ project_id, webhook_id }]);
}

/** What waits is put into a queue that does not know of it: it was lost, or a backup was restored. */
export async function addWaiting(store: Store, queue: WebhookQueue): Promise<void> {
  const waiting = await store
    .selectFrom('webhook_messages')
    .select(['project_id', 'webhook_id', 'next_at as at'])
    .distinct()
    .execute();
  await queue.add(store, waiting);
}

export async function countWaiting(store: Store, { project_id, webhook_id }: WebhookKey): Promise<number> {
  const { count } = await store
    .selectFrom('webhook_messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('project_id', '=', project_id)
    .where('webhook_id', '=', webhook_id)
    .executeTakeFirstOrThrow();
  return count;
}

/** Changes a message as it was after so many attempts, or drops it. Answers whether it was still so. */
export async function changeMessage(
  trx: StoreTransaction,
  { project_id, webhook_id, message_id, attempts }: Message,
  change: Pick<Message, 'attempts' | 'next_at' | 'is_asked'> | 'drop',
): Promise<boolean> {
  const asItWas = { project_id, webhook_id, message_id, attempts };
  if (change === 'drop') {
    const query = trx.deleteFrom('webhook_messages').where(({ and }) => and(asItWas));
    return (await query.executeTakeFirst()).numDeletedRows > 0n;
  }
  const query = trx.updateTable('webhook_messages').set(change);
  return (await query.where(({ and }) => and(asItWas)).executeTakeFirst()).numUpdatedRows > 0n;
}
