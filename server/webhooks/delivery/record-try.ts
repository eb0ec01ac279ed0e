import { KEPT_TRIES, type WebhookState } from '../../../core/console-api/activity/webhooks.ts';
import type { Store, StoreTransaction } from '../../store/schema.ts';
import { changeWebhookRow, selectWebhook, type WebhookKey, type WebhookRow } from '../webhook-row.ts';
import { changeMessage, type Message } from './messages.ts';
import type { WebhookPace } from './pace.ts';
import type { Sent } from './send-webhook.ts';
import type { WebhookQueue } from './webhook-queue.ts';

/** A try that is over: when it began, in ms since the epoch, and what came of it. */
type Try = { at: number; sent: Sent };

/** Writes a try down, when the message is tried next, and what it says of the webhook. */
export function recordTry(
  { store, pace }: { store: Store; pace: WebhookPace },
  queue: WebhookQueue,
  message: Message,
  tried: Try,
): Promise<void> {
  return store.transaction().execute(async (trx) => {
    const webhook = await selectWebhook(trx, message).forUpdate().executeTakeFirst();
    if (!webhook) return;
    const nextAt = nextTry(message, tried, pace);
    const isChanged = await changeMessage(
      trx,
      message,
      nextAt === undefined ? 'drop' : { attempts: message.attempts + 1, next_at: nextAt, is_asked: false },
    );
    // Another was faster: it took this gateway for dead.
    if (!isChanged) return;
    await addTry(trx, message, tried);
    await changeWebhookRow(trx, message, healthAfter(webhook, tried, pace));
    const { project_id, webhook_id } = message;
    if (nextAt !== undefined) await queue.add(trx, [{ project_id, webhook_id, at: nextAt }]);
  });
}

/** When a message is tried again; undefined when it is not. */
function nextTry({ attempts, is_asked }: Message, { at, sent }: Try, pace: WebhookPace): number | undefined {
  if (sent.problem === null) return undefined;
  // Whoever asked for it looks at what comes of it.
  if (is_asked && attempts === 0) return undefined;
  const wait = pace.waitAfter(attempts + 1);
  if (wait === undefined) return undefined;
  const asked = Math.min(sent.retryAfter ?? 0, LONGEST_ASKED_MS);
  return at + sent.took + Math.max(wait, asked);
}

/** As long as a receiver may have a message wait, in ms. */
const LONGEST_ASKED_MS = 24 * 3_600_000;

/** How a webhook fares after a try. */
function healthAfter(
  { state, failing_since }: WebhookRow,
  { at, sent }: Try,
  { givesUpAfter }: WebhookPace,
): { state: WebhookState; failing_since: number | null } {
  if (sent.problem === null) return { state, failing_since: null };
  const since = failing_since ?? at;
  return {
    state: state === 'on' ? stateAfter(sent, at - since >= givesUpAfter) : state,
    failing_since: since,
  };
}

function stateAfter({ problem }: Sent, isTooLong: boolean): WebhookState {
  if (problem === 'gone' || problem === 'secret-lost') return problem;
  return isTooLong ? 'failing' : 'on';
}

/** Adds a try, and forgets the oldest. */
async function addTry(trx: StoreTransaction, message: Message, { at, sent }: Try): Promise<void> {
  const { project_id, webhook_id, message_id, activity_id, made_at } = message;
  const { status, problem, response, took } = sent;
  const of = { project_id, webhook_id, message_id, activity_id, made_at };
  await trx
    .insertInto('webhook_tries')
    .values({ ...of, attempt: message.attempts + 1, at, took, status, problem, response })
    .execute();
  await forgetOldTries(trx, message);
}

async function forgetOldTries(trx: StoreTransaction, { project_id, webhook_id }: WebhookKey): Promise<void> {
  await trx
    .deleteFrom('webhook_tries')
    .where('project_id', '=', project_id)
    .where('webhook_id', '=', webhook_id)
    .where('try_id', '<=', ({ selectFrom }) =>
      selectFrom('webhook_tries')
        .select('try_id')
        .where('project_id', '=', project_id)
        .where('webhook_id', '=', webhook_id)
        .orderBy('try_id', 'desc')
        .offset(KEPT_TRIES)
        .limit(1),
    )
    .execute();
}
