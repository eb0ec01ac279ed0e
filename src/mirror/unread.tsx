import { Anchor, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Unreadable } from '../../core/console/mirror.ts';
import { m } from '../messages/messages.js';
import { formatAtLeast } from '../ui/format.ts';
import { UnreadableRows } from '../ui/unreadable-rows.tsx';

/** So many rows are told at most. Source: core/console/mirror.ts */
const MOST_TOLD = 100;

/** That rows could not be read; on asking, which, and why. */
export function Unread({ rows }: { rows: readonly Unreadable[] }) {
  const [isOpen, setOpen] = useState(false);
  const isAtLeast = rows.length >= MOST_TOLD;
  const title = m.rows_unreadable({ count: rows.length, shown: formatAtLeast(rows.length, isAtLeast) });
  return (
    <>
      <Anchor
        component="button"
        type="button"
        size="sm"
        c="var(--coppice-warn)"
        onClick={() => setOpen(true)}
      >
        {title}
      </Anchor>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        size="lg"
        closeButtonProps={{ 'aria-label': m.close() }}
      >
        <Stack gap="sm">
          <Text size="sm">{isAtLeast ? m.rows_unreadable_first() : m.rows_unreadable_text()}</Text>
          <UnreadableRows rows={rows} />
        </Stack>
      </Modal>
    </>
  );
}
