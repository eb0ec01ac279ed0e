import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useAddWebhook } from '../../api/queries/activity/webhooks.ts';
import { m } from '../../messages/messages.js';
import { SecretOnce } from './secret-once.tsx';
import { WebhookForm } from './webhook-form.tsx';

const NOTHING = { name: '', url: '', kinds: null };

/** Adds a webhook, and shows its secret once. */
export function AddDialog({ onClose }: { onClose: () => void }) {
  const add = useAddWebhook();
  const [name, setName] = useState('');
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      closeOnClickOutside={false}
      title={add.data ? m.webhook_secret_of({ name }) : m.webhook_add()}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      {add.data ? (
        <SecretOnce secret={add.data.secret} onDone={onClose} />
      ) : (
        <WebhookForm
          before={NOTHING}
          submitLabel={m.webhook_add()}
          isPending={add.isPending}
          error={add.error}
          onCancel={onClose}
          onSubmit={(webhook) => {
            setName(webhook.name);
            add.mutate(webhook);
          }}
        />
      )}
    </Modal>
  );
}
