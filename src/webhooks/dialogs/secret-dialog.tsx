import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { Webhook } from '../../../core/console-api/activity/webhooks.ts';
import { useNewSecret } from '../../api/queries/activity/webhooks.ts';
import { m } from '../../messages/messages.js';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { SecretOnce } from './secret-once.tsx';

/** Makes a new secret, and shows it once. */
export function SecretDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { name, webhook_id, state } = webhook;
  const make = useNewSecret(webhook_id);
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      closeOnClickOutside={make.data === undefined}
      title={make.data === undefined ? m.webhook_new_secret_of({ name }) : m.webhook_secret_of({ name })}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      {make.data === undefined ? (
        <Stack gap="md">
          <Text size="sm">
            {state === 'secret-lost' ? m.webhook_new_secret_lost_text() : m.webhook_new_secret_text()}
          </Text>
          {make.error && <ErrorNotice error={make.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} data-autofocus>
              {m.cancel()}
            </Button>
            <Button loading={make.isPending} onClick={() => make.mutate()}>
              {m.webhook_new_secret_make()}
            </Button>
          </Group>
        </Stack>
      ) : (
        <SecretOnce secret={make.data} onDone={onClose} />
      )}
    </Modal>
  );
}
