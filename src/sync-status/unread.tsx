import { Anchor, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Unreadable } from '../../core/console-api/live/sync-status.ts';
import { m } from '../messages/messages.js';
import { UnreadableRows } from '../ui/errors/unreadable-rows.tsx';
import { formatAtLeast } from '../ui/text/format.ts';

/** So many rows are told at most. Source: core/console-api/live/sync-status.ts */
const MOST_TOLD = 100;

type Rows = readonly Unreadable[];

/** That rows could not be read, if any; on asking, which, and why. */
export function Unread({ rows }: { rows: Rows }) {
  if (rows.length === 0) return null;
  const isAtLeast = rows.length >= MOST_TOLD;
  const title = m.rows_unreadable({ count: rows.length, shown: formatAtLeast(rows.length, isAtLeast) });
  return (
    <ToldRows
      title={title}
      text={isAtLeast ? m.rows_unreadable_first() : m.rows_unreadable_text()}
      rows={rows}
    />
  );
}

/** That a model may be in use of which no service is known; on asking, why. */
export function ServicesUnknown({ rows }: { rows: Rows }) {
  return <ToldRows title={m.services_not_known()} text={m.services_not_known_text()} rows={rows} />;
}

function ToldRows({ title, text, rows }: { title: string; text: string; rows: Rows }) {
  const [isOpen, setOpen] = useState(false);
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
          <Text size="sm">{text}</Text>
          {rows.length > 0 && <UnreadableRows rows={rows} />}
        </Stack>
      </Modal>
    </>
  );
}
