import { randomUUID } from 'node:crypto';
import { ApiError } from '../errors.ts';
import type { StoreTransaction } from '../store/schema.ts';
import type { Asked } from './change-webhook.ts';
import type { WebhookQueue } from './delivery/webhook-queue.ts';
import type { Webhooks } from './open-webhooks.ts';
import { lockWebhook } from './webhook-row.ts';

/** What somebody wants sent now, whatever the state of the webhook. */
type Wanted = { message_id: string; activity_id: number | null; made_at: number };

/** Sends a test. Answers the id of its message. */
export async function sendTest(
  { store, queue: open }: Webhooks,
  { caller, webhook_id }: Asked,
): Promise<{ message_id: string }> {
  const queue = await open();
  const message_id = `msg_${randomUUID().replaceAll('-', '')}`;
  await store.transaction().execute(async (trx) => {
    const webhook = await lockWebhook(trx, { project_id: caller.project_id, webhook_id });
    await askFor(trx, queue, webhook, { message_id, activity_id: null, made_at: Date.now() });
  });
  return { message_id };
}

/**
 * Sends what was tried once more, as it was. What is tried again by itself as well is tried now, and goes on by itself
 * afterwards.
 *
 * @throws ApiError 0006 when there is no such try any more.
 */
export async function sendAgain(
  { store, queue: open }: Webhooks,
  { caller, webhook_id, try_id }: Asked & { try_id: number },
): Promise<{ message_id: string }> {
  const queue = await open();
  return store.transaction().execute(async (trx) => {
    const webhook = await lockWebhook(trx, { project_id: caller.project_id, webhook_id });
    const tried = await trx
      .selectFrom('webhook_tries')
      .select(['message_id', 'activity_id', 'made_at'])
      .where('project_id', '=', webhook.project_id)
      .where('webhook_id', '=', webhook_id)
      .where('try_id', '=', try_id)
      .executeTakeFirst();
    if (!tried) throw new ApiError('Coppice.0006', `There is no try ${try_id} any more.`);
    await askFor(trx, queue, webhook, tried);
    return { message_id: tried.message_id };
  });
}

async function askFor(
  trx: StoreTransaction,
  queue: WebhookQueue,
  { project_id, webhook_id }: { project_id: string; webhook_id: string },
  wanted: Wanted,
): Promise<void> {
  await trx
    .insertInto('webhook_messages')
    .values({ project_id, webhook_id, ...wanted, attempts: 0, next_at: 0, is_asked: true })
    .onConflict((conflict) =>
      conflict
        .columns(['project_id', 'webhook_id', 'message_id'])
        .doUpdateSet({ next_at: 0, is_asked: true }),
    )
    .execute();
  await queue.add(trx, [{ project_id, webhook_id }]);
}
