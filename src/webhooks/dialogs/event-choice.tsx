import { Checkbox, Text } from '@mantine/core';
import {
  WEBHOOK_EVENTS,
  WEBHOOK_KINDS,
  type WebhookKind,
} from '../../../core/console-api/activity/webhooks.ts';
import { KIND_LOOKS } from '../../activity/kind-looks.ts';
import { m } from '../../messages/messages.js';
import classes from './dialogs.module.css';

type Kinds = WebhookKind[] | null;

const GROUPS: { title: () => string; kinds: readonly WebhookKind[] }[] = [
  { title: m.webhook_group_models, kinds: WEBHOOK_EVENTS.models },
  { title: m.webhook_group_services, kinds: WEBHOOK_EVENTS.services },
  { title: m.webhook_group_project, kinds: WEBHOOK_EVENTS.project },
];

/** Which events a webhook is told of: all of them, or some by what they are about. */
export function EventChoice(props: { kinds: Kinds; onChange: (kinds: Kinds) => void; isNoneWrong: boolean }) {
  const { kinds, onChange } = props;
  const toggle = (kind: WebhookKind) => {
    const chosen = kinds ?? [];
    onChange(WEBHOOK_KINDS.filter((one) => (one === kind ? !chosen.includes(kind) : chosen.includes(one))));
  };
  return (
    <fieldset className={classes.events}>
      <legend>{m.webhook_events()}</legend>
      <Checkbox
        label={m.webhook_all_events()}
        checked={kinds === null}
        onChange={(event) => onChange(event.currentTarget.checked ? null : [...WEBHOOK_EVENTS.models])}
      />
      {kinds !== null && (
        <div className={classes.groups}>
          {GROUPS.map(({ title, kinds: offered }) => (
            <fieldset key={offered[0]} className={classes.group}>
              <legend>{title()}</legend>
              {offered.map((kind) => (
                <Checkbox
                  key={kind}
                  size="sm"
                  label={KIND_LOOKS[kind].word()}
                  checked={kinds.includes(kind)}
                  onChange={() => toggle(kind)}
                />
              ))}
            </fieldset>
          ))}
        </div>
      )}
      {props.isNoneWrong && kinds?.length === 0 && (
        <Text size="xs" c="var(--coppice-bad)" role="alert">
          {m.webhook_events_none()}
        </Text>
      )}
    </fieldset>
  );
}
