import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import type { ShortList } from '../../../core/contract/listed-names.ts';
import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';
import { useHandOnFocus } from '../../ui/use-hand-on-focus.ts';

/** Lists that lack versions which the registry promised: what is not listed may be of what is about to be deleted. */
export function ShortNotice({ lists, onRetry }: { lists: readonly ShortList[]; onRetry: () => void }) {
  const notice = useRef<HTMLDivElement>(null);
  useHandOnFocus(notice);
  return (
    <Alert
      ref={notice}
      role="alert"
      color="yellow"
      icon={<IconListSearch size={18} />}
      title={m.plan_short_title({ count: lists.length, shown: formatCount(lists.length) })}
    >
      <List size="sm" listStyleType="none" mah={160} style={{ overflowY: 'auto' }}>
        {lists.map((list) => (
          <List.Item key={list.name}>{tell(list)}</List.Item>
        ))}
      </List>
      <Group justify="space-between" mt={4} gap="xs" align="end">
        <Text size="sm" style={{ flex: '1 1 280px' }}>
          {m.plan_short_text()}
        </Text>
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {m.try_again()}
        </Button>
      </Group>
    </Alert>
  );
}

function tell({ name, came, missing }: ShortList): string {
  return missing > 0
    ? m.plan_short_promised({ name, promised: formatCount(came + missing), came: formatCount(came) })
    : m.plan_short_broken({ name, came: formatCount(came) });
}
