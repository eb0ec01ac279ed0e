import { IconAlertTriangle, IconCircleCheck, IconPlayerPause, IconPlayerStop } from '@tabler/icons-react';
import type { Webhook } from '../../core/console-api/activity/webhooks.ts';
import { m } from '../messages/messages.js';
import { formatTime } from '../ui/text/format.ts';
import ui from '../ui/ui.module.css';
import classes from './webhooks.module.css';

/** How a webhook fares, in words and by an icon. */
export function WebhookStateMark({ webhook }: { webhook: Webhook }) {
  const { icon: Icon, tone, word } = lookOf(webhook);
  return (
    <span className={`${classes.state} ${tone}`}>
      <Icon size={16} className={ui.icon ?? ''} aria-hidden />
      {word}
    </span>
  );
}

function lookOf({ state, failing_since }: Webhook) {
  const stopped = { icon: IconPlayerStop, tone: ui.bad };
  switch (state) {
    case 'on':
      return failing_since === null
        ? { icon: IconCircleCheck, tone: ui.good, word: m.webhook_state_on() }
        : {
            icon: IconAlertTriangle,
            tone: ui.warn,
            word: m.webhook_state_failing_since({ when: formatTime(failing_since) }),
          };
    case 'paused':
      return { icon: IconPlayerPause, tone: ui.quiet, word: m.webhook_state_paused() };
    case 'gone':
      return { ...stopped, word: m.webhook_state_gone() };
    case 'failing':
      return { ...stopped, word: m.webhook_state_failing() };
    case 'secret-lost':
      return { ...stopped, word: m.webhook_state_secret_lost() };
    default:
      return state satisfies never;
  }
}
