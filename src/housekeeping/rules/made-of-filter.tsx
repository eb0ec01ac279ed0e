import { Alert, List } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { m } from '../../messages/messages.js';
import { createdWords } from '../../models/filters/filter-words.ts';
import { statusWord } from '../../ui/model-status.tsx';
import type { LeftOfFilter } from './rule-of-filter.ts';

/** Says of a rule that was made of a filter what of the filter it does not say. */
export function MadeOfFilter({ left }: { left: readonly LeftOfFilter[] }) {
  return (
    <Alert
      variant="light"
      color={left.length > 0 ? 'yellow' : 'coppice'}
      icon={<IconFilter size={18} aria-hidden />}
      title={m.list_rule_made()}
    >
      {left.length === 0 ? m.list_rule_same() : m.list_rule_left()}
      {left.length > 0 && (
        <List size="sm" mt={4}>
          {left.map((one) => (
            <List.Item key={JSON.stringify(one)}>{leftWords(one)}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}

function leftWords(left: LeftOfFilter): string {
  switch (left.part) {
    case 'search':
      return m.list_rule_search({ search: left.search });
    case 'status':
      return m.list_rule_status({ status: statusWord(left.status) });
    case 'created':
      return m.list_rule_created({ created: createdWords(left.created) });
    case 'failed':
      return m.list_rule_failed();
    case 'in_use':
      return m.list_rule_in_use();
    case 'protected':
      return m.list_rule_protected();
    case 'size':
      return m.list_rule_size();
    case 'owner':
      return m.list_rule_owner();
    case 'newest':
      return m.list_rule_newest();
    case 'reason':
      return m.list_rule_reason();
    default:
      return left satisfies never;
  }
}
