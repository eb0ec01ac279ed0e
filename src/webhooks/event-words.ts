import type { WebhookKind } from '../../core/console-api/activity/webhooks.ts';
import { KIND_LOOKS } from '../activity/kind-looks.ts';
import { m } from '../messages/messages.js';
import { formatList } from '../ui/text/format.ts';

/** Which events a webhook is told of; null for all. */
export function eventsText(kinds: readonly WebhookKind[] | null): string {
  return kinds === null ? m.webhook_all() : formatList(kinds.map((kind) => KIND_LOOKS[kind].word()));
}
