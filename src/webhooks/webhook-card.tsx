import { Button, Text, Title } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Suspense, useRef, useState } from 'react';
import type { Webhook } from '../../core/console-api/activity/webhooks.ts';
import { useSendNow, useWebhookAct } from '../api/queries/activity/webhooks.ts';
import { m } from '../messages/messages.js';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { lazyPart } from '../ui/load-code.ts';
import { IntentMenu } from '../ui/menu/intent-menu.tsx';
import type { MenuEntry } from '../ui/menu/menu-entry.ts';
import { formatCount } from '../ui/text/format.ts';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import { useFocusBackToPlace } from '../ui/use-focus-back-to-place.ts';
import { useHandOnFocus } from '../ui/use-hand-on-focus.ts';
import { eventsText } from './event-words.ts';
import { StoppedNotice } from './stopped-notice.tsx';
import { type Asked, Tries } from './tries/tries.tsx';
import { WebhookStateMark } from './webhook-state-mark.tsx';
import classes from './webhooks.module.css';

const EditDialog = lazyPart(() => import('./dialogs/edit-dialog.tsx'), 'EditDialog');
const SecretDialog = lazyPart(() => import('./dialogs/secret-dialog.tsx'), 'SecretDialog');
const RemoveDialog = lazyPart(() => import('./dialogs/remove-dialog.tsx'), 'RemoveDialog');

type Open = 'edit' | 'secret' | 'remove';

/** A webhook: where it leads, what it is told of, how it fares, and what can be done about it. */
export function WebhookCard({ webhook }: { webhook: Webhook }) {
  const { webhook_id, name, url, kinds, waiting } = webhook;
  const [open, setOpen] = useState<Open>();
  const [asked, setAsked] = useState<Asked>();
  const act = useWebhookAct(webhook_id);
  const send = useSendNow(webhook_id);
  const sendNow = (what: 'test' | { tryId: number }, last: number) =>
    send.mutate(what, { onSuccess: (messageId) => setAsked({ messageId, after: last }) });
  const close = () => setOpen(undefined);
  const error = act.error ?? send.error;
  const card = useRef<HTMLLIElement>(null);
  useFocusBackToPlace(open !== undefined);
  useHandOnFocus(card);
  return (
    <li ref={card} className={classes.card}>
      <div className={classes.cardHead}>
        <Title order={2} size="h5" className={classes.name}>
          <bdi>{name}</bdi>
        </Title>
        <WebhookStateMark webhook={webhook} />
        <div className={classes.actions}>
          <Button
            size="compact-sm"
            variant="default"
            loading={send.isPending}
            onClick={() => sendNow('test', asked?.after ?? 0)}
          >
            {m.webhook_test()}
          </Button>
          <MoreMenu webhook={webhook} onOpen={setOpen} onPause={() => act.mutate({ act: 'pause' })} />
        </div>
      </div>
      <code className={classes.url}>
        <bdi>{url}</bdi>
      </code>
      <Text size="sm" c="dimmed" className={classes.facts}>
        <span>{eventsText(kinds)}</span>
        <span>
          <bdi>{m.webhook_added_by({ who: webhook.created_by })}</bdi>, <TimeStamp at={webhook.created_at} />
        </span>
        {waiting > 0 && <span>{m.webhook_waiting({ count: waiting, shown: formatCount(waiting) })}</span>}
      </Text>
      {webhook.state !== 'on' && (
        <StoppedNotice
          state={webhook.state}
          isPending={act.isPending}
          onResume={(from) => act.mutate({ act: 'resume', from })}
          onNewSecret={() => setOpen('secret')}
          heir={() => card.current}
        />
      )}
      {error && <ErrorNotice error={error} />}
      <Tries webhook={webhook} asked={asked} onAgain={sendNow} />
      <Suspense>
        {open === 'edit' && <EditDialog webhook={webhook} onClose={close} />}
        {open === 'secret' && <SecretDialog webhook={webhook} onClose={close} />}
        {open === 'remove' && <RemoveDialog webhook={webhook} onClose={close} />}
      </Suspense>
    </li>
  );
}

/** What is done less often. */
function MoreMenu(props: { webhook: Webhook; onOpen: (dialog: Open) => void; onPause: () => void }) {
  const { webhook, onOpen, onPause } = props;
  const button = (
    <Button size="compact-sm" variant="default" aria-label={m.webhook_more_of({ name: webhook.name })} px={6}>
      <IconDots size={16} aria-hidden />
    </Button>
  );
  const entries: MenuEntry[] = [
    { kind: 'action', label: m.webhook_edit(), act: () => onOpen('edit') },
    { kind: 'action', label: m.webhook_new_secret(), act: () => onOpen('secret') },
    ...(webhook.state === 'on'
      ? [{ kind: 'action', label: m.webhook_pause(), act: onPause } satisfies MenuEntry]
      : []),
    { kind: 'divider', label: 'remove' },
    { kind: 'action', label: m.webhook_remove(), isDangerous: true, act: () => onOpen('remove') },
  ];
  return <IntentMenu button={button} entries={entries} />;
}
