import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { RESULTS } from '../../core/deletion/receipt.ts';
import type { ReceiptNarrowing } from '../api/receipts.ts';
import { m } from '../messages/messages.js';
import { ChoiceMenu } from '../ui/choice-menu.tsx';
import { resultWord } from './receipt-words.ts';
import classes from './receipts.module.css';

/** What narrows the list of deletions; it is in the address. */
export function ReceiptFilters(props: {
  narrowing: ReceiptNarrowing;
  users: readonly string[];
  onChange: (params: Record<string, string>) => void;
}) {
  const { narrowing } = props;
  const change = (name: keyof ReceiptNarrowing, value: string | undefined) => {
    const { [name]: _, ...others } = narrowing;
    props.onChange(value ? { ...others, [name]: value } : others);
  };
  const [typed, setTyped] = useState(narrowing.search ?? '');
  const search = useDebouncedCallback((text: string) => change('search', text.trim()), 200);
  return (
    <div className={classes.filters}>
      <ChoiceMenu
        label={m.filter_user()}
        choices={props.users.map((user) => ({ value: user, label: user }))}
        value={narrowing.user}
        onChoose={(value) => change('user', value)}
      />
      <ChoiceMenu
        label={m.filter_result()}
        choices={RESULTS.map((result) => ({ value: result, label: resultWord(result) }))}
        value={narrowing.result}
        onChoose={(value) => change('result', value)}
      />
      <TextInput
        role="searchbox"
        aria-label={m.search_deletions()}
        placeholder={m.search_deletions_hint()}
        leftSection={<IconSearch size={16} aria-hidden />}
        size="xs"
        w={240}
        maxLength={100}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
    </div>
  );
}
