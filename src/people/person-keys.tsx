import { Modal, Stack, Text } from '@mantine/core';
import type { Person } from '../../core/console-api/access/people.ts';
import { AccessKeys } from '../access/access-keys.tsx';
import { m } from '../messages/messages.js';

/** The access keys of somebody. */
export function PersonKeys({ person, onClose }: { person: Person; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={m.people_keys_title({ name: person.user_name })}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {m.people_keys_text()}
        </Text>
        <AccessKeys keys={person.keys} userId={person.user_id} />
      </Stack>
    </Modal>
  );
}
