import type { FastifyInstance } from 'fastify';
import type { EventHub } from '../events/event-hub.ts';
import { inBackground } from '../http/background-tasks.ts';
import type { HostRule } from '../http/guards/host-rule.ts';
import type { Jobs } from '../jobs/open-boss.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Store } from '../store/schema.ts';
import { fanOut } from './delivery/fan-out.ts';
import { addWaiting } from './delivery/messages.ts';
import { USUAL_PACE, type WebhookPace } from './delivery/pace.ts';
import { sendDue } from './delivery/send-due.ts';
import { openWebhookQueue, type WebhookQueue } from './delivery/webhook-queue.ts';
import { openWebhookGuard, type WebhookGuard } from './guard/webhook-guard.ts';

export type WebhookOptions = {
  /** Whether webhooks may lead into the gateway's own machine and network. */
  webhooksInside?: boolean;
  webhookPace?: WebhookPace;
};

/** What the routes of webhooks need. */
export type Webhooks = {
  store: Store;
  /** 32 bytes that secrets are sealed under. */
  secret: Buffer;
  guard: WebhookGuard;
  /** Waited for before a transaction is begun, never in one, as of runs (server/runs/run-context.ts). */
  queue: () => Promise<WebhookQueue>;
  /** Looks for what happened without being told. */
  look: () => void;
};

/** How often it is looked for what happened, beside being told of changes. In ms. */
const LOOK_EVERY_MS = 5_000;

/** Changes come in swarms. In ms. */
const GATHERED_FOR_MS = 250;

/** Has a gateway tell webhooks what happens in their projects. */
export function openWebhooks(
  app: FastifyInstance,
  {
    hosts = [],
    webhooksInside = false,
    webhookPace = USUAL_PACE,
  }: WebhookOptions & { hosts?: readonly HostRule[] },
  context: {
    store: Store;
    secret: Buffer;
    jobs: Jobs;
    hub: Pick<EventHub, 'hear'>;
    countTry: Metrics['countTry'];
  },
): Webhooks {
  const { store, secret, jobs, hub, countTry } = context;
  const guard = openWebhookGuard({ mayGoInside: webhooksInside, hosts });
  const sender = { store, secret, guard, pace: webhookPace, countTry };
  let opened: WebhookQueue | undefined;
  const queue = jobs.openQueue(async (boss) => {
    opened ??= await openWebhookQueue(boss, async (key) => sendDue(sender, await queue(), key, jobs.closing));
    await addWaiting(store, opened);
    return opened;
  });
  const look = lookNowAndThen(app, async () => {
    if (opened) await fanOut(store, opened, jobs.closing);
  });
  app.addHook('onClose', async () => unhear());
  const unhear = hub.hear({ changed: look, accessEnded: () => undefined });
  return { store, secret, guard, queue, look };
}

/** Does something every few seconds and shortly after it is asked for, never twice at a time. */
function lookNowAndThen(app: FastifyInstance, act: () => Promise<void>): () => void {
  const background = inBackground(app);
  let timer: NodeJS.Timeout | undefined;
  let isUnderWay = false;
  let isClosing = false;
  const once = () => {
    if (isUnderWay) return in_(GATHERED_FOR_MS);
    isUnderWay = true;
    timer = undefined;
    background('What happened could not be told to webhooks', () =>
      act().finally(() => {
        isUnderWay = false;
      }),
    );
  };
  const in_ = (wait: number) => {
    if (isClosing) return;
    timer ??= setTimeout(once, wait).unref();
  };
  const always = setInterval(once, LOOK_EVERY_MS).unref();
  app.addHook('preClose', async () => {
    isClosing = true;
    clearInterval(always);
    clearTimeout(timer);
  });
  return () => in_(GATHERED_FOR_MS);
}
