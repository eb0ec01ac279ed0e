import { RESULTS } from '../../core/console/receipt.ts';
import type { ReceiptNarrowing } from '../api/receipts.ts';
import { m } from '../messages/messages.js';
import { ChoiceMenu } from '../ui/choice-menu.tsx';
import { SearchBox } from '../ui/search-box.tsx';
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
      <SearchBox
        label={m.search_deletions()}
        hint={m.search_deletions_hint()}
        value={narrowing.search ?? ''}
        onSearch={(text) => change('search', text)}
        className={classes.search}
      />
    </div>
  );
}
