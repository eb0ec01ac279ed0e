import { Button, Text } from '@mantine/core';
import { useRef } from 'react';
import type { ResumeWebhook, WebhookState } from '../../core/console-api/activity/webhooks.ts';
import { m } from '../messages/messages.js';
import { useHandOnFocus } from '../ui/use-hand-on-focus.ts';
import classes from './webhooks.module.css';

/** That nothing is sent, and how it goes on. */
export function StoppedNotice(props: {
  state: Exclude<WebhookState, 'on'>;
  isPending: boolean;
  onResume: (from: ResumeWebhook['from']) => void;
  onNewSecret: () => void;
  /** What gets the focus once it goes on. */
  heir: () => HTMLElement | null;
}) {
  const isLost = props.state === 'secret-lost';
  const notice = useRef<HTMLDivElement>(null);
  useHandOnFocus(notice, props.heir);
  return (
    <div ref={notice} className={classes.stopped}>
      <Text size="sm">{isLost ? m.webhook_lost_text() : m.webhook_stopped_text()}</Text>
      <div className={classes.buttons}>
        {isLost ? (
          <Button size="compact-sm" onClick={props.onNewSecret}>
            {m.webhook_new_secret_make()}
          </Button>
        ) : (
          <>
            <Button size="compact-sm" loading={props.isPending} onClick={() => props.onResume('meanwhile')}>
              {m.webhook_resume()}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={props.isPending}
              aria-busy={props.isPending}
              onClick={() => props.onResume('now')}
            >
              {m.webhook_resume_now()}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
