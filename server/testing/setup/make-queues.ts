import { startBoss } from '../../jobs/open-boss.ts';
import { openRunQueue } from '../../runs/run-queue.ts';
import type { OpenStore } from '../../store/open-store.ts';
import { openWebhookQueue } from '../../webhooks/delivery/webhook-queue.ts';

/** Makes the tables of the queues, for databases that tests begin with: every gateway finds them there then. */
export async function makeQueues({ store, jobs }: Pick<OpenStore, 'store' | 'jobs'>): Promise<void> {
  const boss = await startBoss(await jobs(), console);
  await openRunQueue(store, boss, async () => undefined, console);
  await openWebhookQueue(boss, async () => undefined);
  await boss.stop({ graceful: true, close: false });
}
