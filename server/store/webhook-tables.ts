import type { ColumnType, Generated } from 'kysely';
import type { TryProblem, WebhookKind, WebhookState } from '../../core/console-api/activity/webhooks.ts';

/** The tables of webhooks, as the others are in `schema.ts`. */
export interface WebhookTables {
  /** Who is told of what happens in a project (server/webhooks). */
  webhooks: {
    project_id: string;
    webhook_id: string;
    name: string;
    url: string;
    /** Null for all. */
    kinds: ColumnType<WebhookKind[] | null, string | null, string | null>;
    /** What it is signed with; null where that cannot be read any more. */
    sealed_secret: string | null;
    /** The secret before, with which it is signed as well for a while. */
    sealed_old_secret: ColumnType<string | null, string | null | undefined, string | null>;
    old_secret_until: ColumnType<number | null, number | null | undefined, number | null>;
    state: WebhookState;
    created_by: string;
    created_at: number;
    /** Up to which activity what it is to be told is among its messages. */
    mark: number;
    failing_since: ColumnType<number | null, number | null | undefined, number | null>;
  };
  /** What is still to be sent to a webhook: activities, and tests, which have none. */
  webhook_messages: {
    project_id: string;
    webhook_id: string;
    message_id: string;
    activity_id: number | null;
    made_at: number;
    /** How often it was tried. */
    attempts: number;
    next_at: number;
    /** Somebody asked for it: it is sent whatever the state of the webhook. */
    is_asked: boolean;
  };
  webhook_tries: {
    try_id: Generated<number>;
    project_id: string;
    webhook_id: string;
    message_id: string;
    activity_id: number | null;
    made_at: number;
    attempt: number;
    at: number;
    /** In ms. */
    took: number;
    status: number | null;
    problem: TryProblem | null;
    response: string;
  };
}
