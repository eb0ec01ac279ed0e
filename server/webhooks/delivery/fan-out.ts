import { sql } from 'kysely';
import { activitiesMark } from '../../activity/activities-after.ts';
import type { Store } from '../../store/schema.ts';
import { changeWebhookRow, selectWebhook, type WebhookKey } from '../webhook-row.ts';
import { addMessages, countWaiting } from './messages.ts';
import { messageIdOf } from './payload.ts';
import type { WebhookQueue } from './webhook-queue.ts';

/** As many messages wait for a webhook at most; what else happened waits in the log. */
const MAX_WAITING = 1000;

/** Activities that become messages in one transaction. */
const AT_A_TIME = 200;

/**
 * Makes messages of what happened since the marks of the webhooks, each once however many gateways do this: a webhook's mark
 * moves on in the transaction that makes its messages and queues them.
 */
export async function fanOut(store: Store, queue: WebhookQueue, closing: AbortSignal): Promise<void> {
  for (const webhook of await findBehind(store)) {
    while (!closing.aborted && (await takeNext(store, queue, webhook)));
  }
}

/** Webhooks since whose marks something happened in their projects. */
function findBehind(store: Store): Promise<WebhookKey[]> {
  return store
    .selectFrom('webhooks')
    .select(['project_id', 'webhook_id'])
    .where('state', '=', 'on')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('activities')
          .select(sql<number>`1`.as('one'))
          .whereRef('activities.project_id', '=', 'webhooks.project_id')
          .whereRef('activities.activity_id', '>', 'webhooks.mark'),
      ),
    )
    .execute();
}

/** Takes some of the activities after a webhook's mark. Answers whether there may be more. */
function takeNext(store: Store, queue: WebhookQueue, key: WebhookKey): Promise<boolean> {
  return store.transaction().execute(async (trx) => {
    const webhook = await selectWebhook(trx, key)
      .where('state', '=', 'on')
      .forUpdate()
      // Another gateway is at it.
      .skipLocked()
      .executeTakeFirst();
    if (!webhook) return false;
    const room = Math.min(AT_A_TIME, MAX_WAITING - (await countWaiting(trx, key)));
    if (room <= 0) return false;
    // A statement of its own: the next one has to see all that was committed when this one was carried out.
    const settled = await activitiesMark(trx);
    const activities = await trx
      .selectFrom('activities')
      .selectAll()
      .where('project_id', '=', key.project_id)
      .where('activity_id', '>', webhook.mark)
      .where('activity_id', '<=', settled)
      .$if(webhook.kinds !== null, (some) => some.where('kind', 'in', webhook.kinds ?? []))
      .orderBy('activity_id')
      .limit(room)
      .execute();
    const last = activities.length === room ? activities.at(-1)?.activity_id : undefined;
    const mark = Math.max(webhook.mark, last ?? settled);
    await changeWebhookRow(trx, key, { mark });
    const messages = activities.map((activity) => ({
      ...key,
      message_id: messageIdOf(key.webhook_id, activity),
      activity_id: activity.activity_id,
      made_at: activity.at,
      attempts: 0,
      next_at: 0,
      is_asked: false,
    }));
    await addMessages(trx, queue, key, messages);
    return last !== undefined;
  });
}
