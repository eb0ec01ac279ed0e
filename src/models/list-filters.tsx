import { Button } from '@mantine/core';
import { m } from '../messages/messages.js';
import { type Choice, ChoiceMenu } from '../ui/choice-menu.tsx';
import { ChoicesMenu } from '../ui/choices-menu.tsx';
import { StatusIcon, statusWord } from '../ui/model-status.tsx';
import { FILTER_VALUES } from './filter-values.ts';
import type { ListAddress } from './list-address.ts';
import classes from './models.module.css';

/** What narrows the list, one menu each, and how it is sorted. */
export function ListFilters({ address }: { address: ListAddress }) {
  const { narrowing, sorting } = address;
  return (
    <div className={classes.filters}>
      <ChoicesMenu
        label={m.filter_status()}
        choices={FILTER_VALUES.status.map((status) => ({
          value: status,
          label: statusWord(status),
          mark: <StatusIcon status={status} />,
        }))}
        values={narrowing.status ?? []}
        onChoose={(values) => address.narrow('status', values)}
      />
      <ChoicesMenu
        label={m.filter_type()}
        choices={FILTER_VALUES.type.map((type) => ({ value: type, label: type }))}
        values={narrowing.type ?? []}
        onChoose={(values) => address.narrow('type', values)}
      />
      <ChoiceMenu
        label={m.filter_in_use()}
        choices={[
          { value: 'yes', label: m.in_use_yes() },
          { value: 'no', label: m.in_use_no() },
        ]}
        value={narrowing.in_use}
        onChoose={(value) => address.narrow('in_use', value)}
      />
      <ChoiceMenu
        label={m.filter_created()}
        choices={[
          { value: 'week', label: m.created_week() },
          { value: 'month', label: m.created_month() },
          { value: 'year', label: m.created_year() },
          { value: 'older', label: m.created_older() },
        ]}
        value={narrowing.created}
        onChoose={(value) => address.narrow('created', value)}
      />
      {address.isNarrowed && (
        <Button variant="subtle" size="compact-sm" onClick={address.clear}>
          {m.clear_filters()}
        </Button>
      )}
      <span className={classes.filtersEnd}>
        <ChoiceMenu
          label={m.sort_label()}
          isAlwaysSet
          choices={SORTINGS()}
          value={`${sorting.sort} ${sorting.order}`}
          onChoose={(value) => {
            const [sort = 'name', order = 'asc'] = (value ?? 'name asc').split(' ');
            address.sort({ sort, order });
          }}
        />
      </span>
    </div>
  );
}

const SORTINGS = (): Choice[] => [
  { value: 'name asc', label: m.sort_name() },
  { value: 'name desc', label: m.sort_name_desc() },
  { value: 'versions desc', label: m.sort_versions() },
  { value: 'versions asc', label: m.sort_versions_asc() },
  { value: 'size desc', label: m.sort_size() },
  { value: 'size asc', label: m.sort_size_asc() },
  { value: 'created desc', label: m.sort_newest() },
  { value: 'created asc', label: m.sort_oldest() },
];
