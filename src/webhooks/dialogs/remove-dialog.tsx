import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { Webhook } from '../../../core/console-api/activity/webhooks.ts';
import { useWebhookAct } from '../../api/queries/activity/webhooks.ts';
import { m } from '../../messages/messages.js';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { formatCount } from '../../ui/text/format.ts';
import classes from './dialogs.module.css';

/** Asks before a webhook is removed. */
export function RemoveDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { webhook_id, name, url, waiting } = webhook;
  const remove = useWebhookAct(webhook_id);
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={m.webhook_remove_of({ name })}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      <Stack gap="md">
        <code className={classes.url}>
          <bdi>{url}</bdi>
        </code>
        <Text size="sm">{m.webhook_remove_text()}</Text>
        {waiting > 0 && (
          <Text size="sm" c="dimmed">
            {m.webhook_waiting({ count: waiting, shown: formatCount(waiting) })}
          </Text>
        )}
        {remove.error && <ErrorNotice error={remove.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {m.cancel()}
          </Button>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate({ act: 'remove' }, { onSuccess: onClose })}
          >
            {m.webhook_remove_it()}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
