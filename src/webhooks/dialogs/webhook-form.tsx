import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { NewWebhook, WebhookName } from '../../../core/console-api/activity/webhooks.ts';
import { m } from '../../messages/messages.js';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import classes from './dialogs.module.css';
import { EventChoice } from './event-choice.tsx';
import { isPlain, urlTrouble } from './url-trouble.ts';

/** Name, address and events of a webhook. What is wrong is said when somebody tries to go on, and then as they type. */
export function WebhookForm(props: {
  before: NewWebhook;
  submitLabel: string;
  isPending: boolean;
  error: unknown;
  onCancel: () => void;
  onSubmit: (webhook: NewWebhook) => void;
}) {
  const { before, isPending, error } = props;
  const [name, setName] = useState(before.name);
  const [url, setUrl] = useState(before.url);
  const [kinds, setKinds] = useState(before.kinds);
  const [isTried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const parsed = NewWebhook.safeParse({ name, url: url.trim(), kinds });
    if (parsed.success) props.onSubmit(parsed.data);
  };
  const nameError = isTried && !WebhookName.safeParse(name).success && m.webhook_name_needed();
  return (
    <form onSubmit={submit} noValidate className={classes.form ?? ''}>
      <Stack gap="md">
        <TextInput
          label={m.webhook_name()}
          description={m.webhook_name_hint()}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={nameError}
          data-autofocus
          autoComplete="off"
        />
        <TextInput
          label={m.webhook_url()}
          type="url"
          placeholder="https://"
          description={isPlain(url) ? m.webhook_url_plain() : undefined}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          error={isTried && urlTrouble(url.trim())}
          autoComplete="off"
          spellCheck={false}
        />
        <EventChoice kinds={kinds} onChange={setKinds} isNoneWrong={isTried} />
        {error !== null && error !== undefined && <ErrorNotice error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onCancel}>
            {m.cancel()}
          </Button>
          <Button type="submit" loading={isPending}>
            {props.submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
