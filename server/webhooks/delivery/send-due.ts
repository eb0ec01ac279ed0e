import type { TryProblem } from '../../../core/console-api/activity/webhooks.ts';
import type { Store } from '../../store/schema.ts';
import { VERSION } from '../../version.ts';
import type { WebhookGuard } from '../guard/webhook-guard.ts';
import { secretsOf, selectWebhook, type WebhookKey, type WebhookRow } from '../webhook-row.ts';
import { type Message, nextDue } from './messages.ts';
import type { WebhookPace } from './pace.ts';
import { payloadOf } from './payload.ts';
import { recordTry } from './record-try.ts';
import { type Sent, sendWebhook } from './send-webhook.ts';
import { signatureHeaders } from './signature.ts';
import type { WebhookQueue } from './webhook-queue.ts';

/** What it takes to send. */
export type Sender = {
  store: Store;
  /** 32 bytes that secrets are sealed under. */
  secret: Buffer;
  guard: WebhookGuard;
  pace: WebhookPace;
  countTry: (result: 'delivered' | TryProblem) => void;
};

/** How long one job sends to a webhook before others have their turn, in ms. */
const LONGEST_TURN_MS = 30_000;

/**
 * Sends what is due to a webhook, one message after another, the oldest first. What came of each is written down after it:
 * whoever dies meanwhile has not written that, so that another sends it again. At least once, that is.
 */
export async function sendDue(
  sender: Sender,
  queue: WebhookQueue,
  key: WebhookKey,
  closing: AbortSignal,
): Promise<void> {
  const { store, countTry } = sender;
  const begun = Date.now();
  while (!closing.aborted) {
    const webhook = await selectWebhook(store, key).executeTakeFirst();
    if (!webhook) return;
    // What is stopped keeps its messages until it goes on.
    const message = await nextDue(store, key, webhook.state === 'on' ? 'all' : 'asked');
    if (!message) return;
    const at = Date.now();
    if (at - begun > LONGEST_TURN_MS) break;
    const sent = await send(sender, webhook, message, at);
    countTry(sent.problem ?? 'delivered');
    await recordTry(sender, queue, message, { at, sent });
  }
  await queue.add(store, [key]);
}

const NOTHING_TO_SIGN_WITH: Sent = {
  status: null,
  problem: 'secret-lost',
  response: '',
  took: 0,
  retryAfter: undefined,
};

async function send(
  { store, secret, guard, pace }: Sender,
  webhook: WebhookRow,
  message: Message,
  at: number,
): Promise<Sent> {
  const secrets = secretsOf(webhook, secret, at);
  if (secrets.length === 0) return NOTHING_TO_SIGN_WITH;
  const body = await bodyOf(store, message);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': `Coppice/${VERSION}`,
    ...signatureHeaders(secrets, { id: message.message_id, at, body }),
  };
  return sendWebhook(guard, new URL(webhook.url), { headers, body }, pace.timeout);
}

async function bodyOf(store: Store, { project_id, activity_id, made_at }: Message): Promise<string> {
  const { name } = await store
    .selectFrom('projects')
    .select('name')
    .where('project_id', '=', project_id)
    .executeTakeFirstOrThrow();
  const told = { project_id, project_name: name, made_at };
  if (activity_id === null) return payloadOf({ ...told, activity: null });
  const activity = await store
    .selectFrom('activities')
    .selectAll()
    .where('activity_id', '=', activity_id)
    .executeTakeFirstOrThrow();
  return payloadOf({ ...told, activity });
}
