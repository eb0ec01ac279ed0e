import { Button } from '@mantine/core';
import { isCreatedSpan } from '../../core/console-api/models/list-choices.ts';
import type { Sorting } from '../../core/console-api/models/model-group-queries.ts';
import { MODEL_STATUSES, MODEL_TYPES } from '../../core/contract/model-choices.ts';
import { m } from '../messages/messages.js';
import { ChoiceMenu } from '../ui/menu/choice-menu.tsx';
import { ChoicesMenu } from '../ui/menu/choices-menu.tsx';
import { StatusIcon, statusWord } from '../ui/model-status.tsx';
import { formatCreated } from '../ui/time/format-created.ts';
import type { ListAddress } from './list-address.ts';
import classes from './models.module.css';

/** The filters of the list, one menu each, and its order. */
export function ListFilters({ address }: { address: ListAddress }) {
  const { filters, sorting } = address;
  const { created = '' } = filters;
  return (
    <div className={classes.filters}>
      <ChoicesMenu
        label={m.filter_status()}
        choices={MODEL_STATUSES.map((status) => ({
          value: status,
          label: statusWord(status),
          mark: <StatusIcon status={status} />,
        }))}
        values={filters.status ?? []}
        onChoose={(values) => address.setFilter('status', values)}
      />
      <ChoicesMenu
        label={m.filter_type()}
        choices={MODEL_TYPES.map((type) => ({ value: type, label: type }))}
        values={filters.type ?? []}
        onChoose={(values) => address.setFilter('type', values)}
      />
      <ChoiceMenu
        label={m.filter_in_use()}
        choices={[
          { value: 'yes', label: m.in_use_yes() },
          { value: 'running', label: m.use_running() },
          { value: 'at-rest', label: m.use_at_rest() },
          { value: 'no', label: m.in_use_no() },
        ]}
        value={filters.in_use}
        onChoose={(value) => address.setFilter('in_use', value)}
      />
      <ChoiceMenu
        label={m.filter_created()}
        choices={[
          { value: 'week', label: m.created_week() },
          { value: 'month', label: m.created_month() },
          { value: 'year', label: m.created_year() },
          { value: 'older', label: m.created_older() },
          // Days are chosen elsewhere; here they can be seen, and taken away.
          ...(isCreatedSpan(created) ? [{ value: created, label: formatCreated(created) }] : []),
        ]}
        value={filters.created}
        onChoose={(value) => address.setFilter('created', value)}
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
          choices={SORTINGS().map(({ sort, order, label }) => ({ value: `${sort} ${order}`, label }))}
          value={`${sorting.sort} ${sorting.order}`}
          onChoose={(value) => {
            const chosen = SORTINGS().find(({ sort, order }) => `${sort} ${order}` === value);
            if (chosen) address.sort({ sort: chosen.sort, order: chosen.order });
          }}
        />
      </span>
    </div>
  );
}

const SORTINGS = (): (Sorting & { label: string })[] => [
  { sort: 'name', order: 'asc', label: m.sort_name() },
  { sort: 'name', order: 'desc', label: m.sort_name_desc() },
  { sort: 'versions', order: 'desc', label: m.sort_versions() },
  { sort: 'versions', order: 'asc', label: m.sort_versions_asc() },
  { sort: 'size', order: 'desc', label: m.sort_size() },
  { sort: 'size', order: 'asc', label: m.sort_size_asc() },
  { sort: 'created', order: 'desc', label: m.sort_newest() },
  { sort: 'created', order: 'asc', label: m.sort_oldest() },
];
