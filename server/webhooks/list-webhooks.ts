import { sql } from 'kysely';
import {
  KEPT_TRIES,
  WEBHOOK_KINDS,
  type Webhook,
  type WebhookKind,
  type WebhookTry,
} from '../../core/console-api/activity/webhooks.ts';
import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';
import { selectWebhook, type WebhookKey } from './webhook-row.ts';

/** The webhooks of a project, by name. */
export async function listWebhooks(store: Store, project_id: string): Promise<Webhook[]> {
  const rows = await store
    .selectFrom('webhooks')
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('webhook_tries')
          .select(['at', 'problem'])
          .whereRef('webhook_tries.project_id', '=', 'webhooks.project_id')
          .whereRef('webhook_tries.webhook_id', '=', 'webhooks.webhook_id')
          .orderBy('try_id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['webhooks.webhook_id', 'name', 'url', 'kinds', 'state', 'created_by', 'created_at'])
    .select(['failing_since', 'last.at', 'last.problem'])
    .select(({ selectFrom }) =>
      selectFrom('webhook_messages')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('webhook_messages.project_id', '=', 'webhooks.project_id')
        .whereRef('webhook_messages.webhook_id', '=', 'webhooks.webhook_id')
        .as('waiting'),
    )
    .where('webhooks.project_id', '=', project_id)
    .orderBy('name')
    .orderBy('created_at')
    .execute();
  return rows.map(({ at, problem, waiting, ...row }) => ({
    ...row,
    waiting: waiting ?? 0,
    last: at === null ? null : { at, is_delivered: problem === null },
  }));
}

/**
 * The last tries of a webhook, newest first.
 *
 * @throws ApiError 0006 when there is no such webhook.
 */
export async function listTries(store: Store, key: WebhookKey): Promise<WebhookTry[]> {
  if (!(await selectWebhook(store, key).executeTakeFirst()))
    throw new ApiError('Coppice.0006', `There is no webhook ${key.webhook_id} here.`);
  const rows = await store
    .selectFrom('webhook_tries as tries')
    .leftJoin('activities', 'activities.activity_id', 'tries.activity_id')
    // Only the last try of a message is as many as the message had.
    .leftJoin('webhook_messages as messages', (join) =>
      join
        .onRef('messages.project_id', '=', 'tries.project_id')
        .onRef('messages.webhook_id', '=', 'tries.webhook_id')
        .onRef('messages.message_id', '=', 'tries.message_id')
        .onRef('messages.attempts', '=', 'tries.attempt'),
    )
    .select([
      'try_id',
      'tries.message_id',
      'tries.made_at',
      'attempt',
      'tries.at as tried_at',
      'took',
      'status',
      'problem',
    ])
    .select(['response', 'kind', 'messages.next_at'])
    .select([sql<string>`coalesce(subject, '')`.as('subject'), sql<number>`coalesce(count, 0)`.as('count')])
    .where('tries.project_id', '=', key.project_id)
    .where('tries.webhook_id', '=', key.webhook_id)
    .orderBy('try_id', 'desc')
    .limit(KEPT_TRIES)
    .execute();
  return rows.map(({ made_at, kind, tried_at, ...row }) => ({
    ...row,
    at: tried_at,
    happened_at: made_at,
    kind: tellable(kind),
  }));
}

function tellable(kind: string | null): WebhookKind | null {
  return WEBHOOK_KINDS.find((known) => known === kind) ?? null;
}
