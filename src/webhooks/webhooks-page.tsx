import { Button, Text, Title } from '@mantine/core';
import { IconLock, IconPlus, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { webhooksQuery } from '../api/queries/activity/webhooks.ts';
import { m } from '../messages/messages.js';
import { useMayDelete } from '../session/session-hooks.ts';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { PageState } from '../ui/errors/page-state.tsx';
import { lazyPart } from '../ui/load-code.ts';
import { Placeholder } from '../ui/placeholder.tsx';
import { useFocusBackToPlace } from '../ui/use-focus-back-to-place.ts';
import { useTabTitle } from '../ui/use-tab-title.ts';
import { VerifyHelp } from './verify-help.tsx';
import { WebhookCard } from './webhook-card.tsx';
import classes from './webhooks.module.css';

const AddDialog = lazyPart(() => import('./dialogs/add-dialog.tsx'), 'AddDialog');

/** Who is told of what happens in the project, and how that goes. */
export function WebhooksPage() {
  useTabTitle(m.webhooks());
  const mayChange = useMayDelete();
  return (
    <div className={classes.page}>
      {mayChange ? (
        <Webhooks />
      ) : (
        <>
          <Title order={1} size="h3">
            {m.webhooks()}
          </Title>
          <PageState icon={IconLock} title={m.webhook_viewer_title()} text={m.webhook_viewer_text()} />
        </>
      )}
    </div>
  );
}

function Webhooks() {
  const list = useQuery(webhooksQuery);
  const [isAdding, setAdding] = useState(false);
  useFocusBackToPlace(isAdding);
  const webhooks = list.data?.webhooks ?? [];
  const isEmpty = list.isSuccess && webhooks.length === 0;
  const add = (
    <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {m.webhook_add()}
    </Button>
  );
  return (
    <>
      <div className={classes.head}>
        <Title order={1} size="h3">
          {m.webhooks()}
        </Title>
        {webhooks.length > 0 && add}
        <div className={classes.lead}>
          <Text size="sm" c="dimmed" maw="76ch">
            {m.webhook_lead()} {list.data?.may_send_inside && m.webhook_inside()}
          </Text>
        </div>
      </div>
      {list.isError && <ErrorNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Placeholder height={160} />}
      {isEmpty && (
        <PageState icon={IconWebhook} title={m.webhook_empty_title()} text={m.webhook_empty_text()}>
          {add}
        </PageState>
      )}
      <ul className={classes.cards} aria-label={m.webhooks()}>
        {webhooks.map((webhook) => (
          <WebhookCard key={webhook.webhook_id} webhook={webhook} />
        ))}
      </ul>
      {list.isSuccess && <VerifyHelp />}
      <Suspense>{isAdding && <AddDialog onClose={() => setAdding(false)} />}</Suspense>
    </>
  );
}
