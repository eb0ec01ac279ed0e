import { Alert, Text } from '@mantine/core';
import { IconEyeQuestion } from '@tabler/icons-react';
import type { UnreadableRow } from '../../../core/contract/versions-of-name.ts';
import { m } from '../../messages/messages.js';
import { Disclosure } from '../../ui/disclosure.tsx';
import { UnreadableRows } from '../../ui/errors/unreadable-rows.tsx';
import { formatCount } from '../../ui/text/format.ts';

/** Rows of the lists that may be versions of what is about to be deleted, though nobody can tell. */
export function UnreadableNotice({ rows }: { rows: readonly UnreadableRow[] }) {
  return (
    <Alert
      color="yellow"
      icon={<IconEyeQuestion size={18} />}
      title={m.plan_unreadable_title({ count: rows.length, shown: formatCount(rows.length) })}
    >
      <Text size="sm">{m.plan_unreadable_text({ count: rows.length })}</Text>
      <Disclosure label={m.show_rows()}>
        <UnreadableRows rows={rows} />
      </Disclosure>
    </Alert>
  );
}
