import { Modal } from '@mantine/core';
import type { Webhook } from '../../../core/console-api/activity/webhooks.ts';
import { useChangeWebhook } from '../../api/queries/activity/webhooks.ts';
import { m } from '../../messages/messages.js';
import { WebhookForm } from './webhook-form.tsx';

/** Changes where a webhook leads, and what it is told of. */
export function EditDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const change = useChangeWebhook(webhook.webhook_id);
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      closeOnClickOutside={false}
      title={m.webhook_edit_of({ name: webhook.name })}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      <WebhookForm
        before={webhook}
        submitLabel={m.save()}
        isPending={change.isPending}
        error={change.error}
        onCancel={onClose}
        onSubmit={(changed) => change.mutate(changed, { onSuccess: onClose })}
      />
    </Modal>
  );
}
