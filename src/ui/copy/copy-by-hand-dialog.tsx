import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { m } from '../../messages/messages.js';
import { forgetLeftToCopy } from './copy-text.ts';

/** The text to copy, selected, and what to press. */
export function CopyByHandDialog({ text }: { text: string }) {
  return (
    <Modal
      opened
      onClose={forgetLeftToCopy}
      title={m.copy_by_hand()}
      size="lg"
      zIndex={500}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      <Stack gap="sm">
        <Text size="sm">{m.copy_by_hand_text()}</Text>
        <Textarea
          aria-label={m.text_to_copy()}
          value={text}
          readOnly
          autosize
          maxRows={10}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          spellCheck={false}
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
        />
      </Stack>
    </Modal>
  );
}
