import { fromKysely, type Job, type PgBoss } from 'pg-boss';
import { LOOK_EVERY_S } from '../../jobs/open-boss.ts';
import type { Store } from '../../store/schema.ts';
import type { WebhookKey } from '../webhook-row.ts';

/** A webhook that has something to be sent: at a moment (ms since the epoch), or at once. */
export type Due = WebhookKey & { at?: number };

/** Has gateways of one database send what is due: to each webhook one at a time, and another if that one dies. */
export type WebhookQueue = {
  /**
   * Has it looked for what is due. It may be said again, and in vain.
   *
   * @param db a transaction, where it is to be so only if that is committed.
   */
  add: (db: Store, due: readonly Due[]) => Promise<void>;
};

const WEBHOOKS = 'webhooks';

/** Webhooks that one gateway sends to at a time, and those of one project among them: slow receivers hold up no others. */
const AT_ONCE = 4;
const AT_ONCE_OF_ONE = 2;

/** A gateway that is not heard of for so long is dead: another goes on. In seconds; pg-boss allows no less. */
const DEAD_AFTER_S = 10;
const SIGN_OF_LIFE_S = 3;

/** What failed here, the database was away say, is tried again after so long. In seconds. */
const RETRY_DELAY_S = 2;

/** As often as pg-boss can count. */
const RETRIES = 2 ** 31 - 1;

/** Longer than any wait between two tries, in seconds: what waits longer is dropped. */
const KEPT_S = 30 * 24 * 3600;

/**
 * Opens the queue, and begins to send.
 *
 * @param sendDue sends what is due to a webhook.
 */
export async function openWebhookQueue(
  boss: PgBoss,
  sendDue: (key: WebhookKey) => Promise<void>,
): Promise<WebhookQueue> {
  await boss.createQueue(WEBHOOKS, {
    policy: 'key_strict_fifo',
    notify: true,
    heartbeatSeconds: DEAD_AFTER_S,
    retryLimit: RETRIES,
    retryDelay: RETRY_DELAY_S,
    retentionSeconds: KEPT_S,
    deleteAfterSeconds: 600,
  });
  await boss.work<WebhookKey>(
    WEBHOOKS,
    {
      localConcurrency: AT_ONCE,
      localGroupConcurrency: AT_ONCE_OF_ONE,
      pollingIntervalSeconds: LOOK_EVERY_S,
      notifyPollingIntervalSeconds: LOOK_EVERY_S,
      heartbeatRefreshSeconds: SIGN_OF_LIFE_S,
    },
    async ([job]: Job<WebhookKey>[]) => {
      if (job) await sendDue(job.data);
    },
  );
  return {
    async add(db, due) {
      if (due.length === 0) return;
      const jobs = due.map(({ project_id, webhook_id, at }) => ({
        data: { project_id, webhook_id },
        singletonKey: webhook_id,
        group: { id: project_id },
        ...(at !== undefined && { startAfter: new Date(at) }),
      }));
      await boss.insert(WEBHOOKS, jobs, { db: fromKysely(db) });
    },
  };
}
