import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Webhook, WebhookTry } from '../../../core/console-api/activity/webhooks.ts';
import { webhookTriesQuery } from '../../api/queries/activity/webhooks.ts';
import { m } from '../../messages/messages.js';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import classes from '../webhooks.module.css';
import { TriesTable } from './tries-table.tsx';
import { eventText, resultText } from './try-words.ts';

/** A message that somebody wanted sent now, and the last try before that. */
export type Asked = { messageId: string; after: number };

/** The last tries of a webhook, when somebody wants to see them, or what came of one that they asked for. */
export function Tries(props: {
  webhook: Webhook;
  asked: Asked | undefined;
  onAgain: (what: { tryId: number }, last: number) => void;
}) {
  const { webhook, asked, onAgain } = props;
  return (
    <div>
      {asked && <Outcome key={`${asked.messageId} ${asked.after}`} webhook={webhook} asked={asked} />}
      <Disclosure label={m.webhook_tries()}>
        <TriesList webhook={webhook} onAgain={(tryId, last) => onAgain({ tryId }, last)} />
      </Disclosure>
    </div>
  );
}

/** What came of what was asked for. */
function Outcome({ webhook, asked }: { webhook: Webhook; asked: Asked }) {
  const [seen, setSeen] = useState<WebhookTry>();
  const { data = [] } = useQuery(webhookTriesQuery(webhook.webhook_id, seen === undefined));
  const found = data.find(({ message_id, try_id }) => message_id === asked.messageId && try_id > asked.after);
  if (found && !seen) setSeen(found);
  const tone =
    seen === undefined ? 'dimmed' : seen.problem === null ? 'var(--coppice-good)' : 'var(--coppice-bad)';
  return (
    <Text size="sm" role="status" c={tone} className={classes.outcome}>
      {seen ? `${eventText(seen)} · ${resultText(seen)}` : m.webhook_sending()}
    </Text>
  );
}

function TriesList({
  webhook,
  onAgain,
}: {
  webhook: Webhook;
  onAgain: (tryId: number, last: number) => void;
}) {
  const tries = useQuery(webhookTriesQuery(webhook.webhook_id, false));
  if (tries.isPending) return <Placeholder height={80} />;
  if (tries.isError) return <ErrorNotice error={tries.error} onRetry={() => tries.refetch()} />;
  if (tries.data.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {m.webhook_tries_none()}
      </Text>
    );
  }
  const last = tries.data[0]?.try_id ?? 0;
  return <TriesTable webhook={webhook} tries={tries.data} onAgain={(tryId) => onAgain(tryId, last)} />;
}
