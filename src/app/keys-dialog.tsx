import { Modal } from '@mantine/core';
import { m } from '../messages/messages.js';
import { KeyList } from './key-list.tsx';

/** Every key that does something, over the page. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      title={m.keys_title()}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      <KeyList headingOrder={3} />
    </Modal>
  );
}
