import { Button } from '@mantine/core';
import { IconBookmark, IconChevronDown } from '@tabler/icons-react';
import { Suspense, useRef } from 'react';
import { isCreatedAge } from '../../core/console-api/models/created-age.ts';
import { isCreatedSpan } from '../../core/console-api/models/list-choices.ts';
import type { ModelFilters, Sorting } from '../../core/console-api/models/model-group-queries.ts';
import type { ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { MODEL_STATUSES, MODEL_TYPES } from '../../core/contract/model-choices.ts';
import { m } from '../messages/messages.js';
import { lazyPart } from '../ui/load-code.ts';
import { ChoiceMenu } from '../ui/menu/choice-menu.tsx';
import { ChoicesMenu } from '../ui/menu/choices-menu.tsx';
import { filterButton } from '../ui/menu/filter-button.tsx';
import { OnIntent } from '../ui/menu/on-intent.tsx';
import { StatusIcon, statusWord } from '../ui/model-status.tsx';
import { formatCreated } from '../ui/time/format-created.ts';
import type { ListAddress } from './list-address.ts';
import classes from './models.module.css';

const parts = () => import('./filters/load-parts.ts');
const loadMore = async () => (await parts()).loadMoreFilters();
const MoreFilters = lazyPart(loadMore, 'MoreFilters');
const loadSaved = async () => (await parts()).loadSavedMenu();
const SavedMenu = lazyPart(loadSaved, 'SavedMenu');
const loadView = async () => (await parts()).loadViewMenu();
const ViewMenu = lazyPart(loadView, 'ViewMenu');
const FilterChips = lazyPart(async () => (await parts()).loadFilterChips(), 'FilterChips');

/** The filters of the list, those that are asked for most with a menu each, what can be done with them, and its order. */
export function ListFilters(props: { address: ListAddress; leftOut: ModelGroupPage['left_out'] }) {
  const { address } = props;
  const { sorting } = address;
  const more = countMore(address.filters);
  const row = useRef<HTMLDivElement>(null);
  const clearAll = () => {
    address.clear();
    // The button goes with what it clears.
    row.current?.querySelector('button')?.focus();
  };
  const clear = address.isNarrowed && (
    <Button variant="subtle" size="compact-sm" onClick={clearAll}>
      {m.clear_filters()}
    </Button>
  );
  return (
    <div ref={row} className={classes.filters}>
      <FilterMenus address={address} />
      <OnIntent
        button={filterButton(m.list_more_filters(), more > 0 ? String(more) : '', { doesNarrow: true })}
        popup="dialog"
        load={loadMore}
      >
        {(button) => <MoreFilters button={button} address={address} />}
      </OnIntent>
      {more === 0 && clear}
      <span className={classes.filtersEnd}>
        <OnIntent button={SAVED_BUTTON()} popup="menu" load={loadSaved}>
          {(button) => <SavedMenu button={button} address={address} />}
        </OnIntent>
        <span className={classes.view}>
          <OnIntent
            button={filterButton(m.list_view(), '', { doesNarrow: false })}
            popup="menu"
            load={loadView}
          >
            {(button) => <ViewMenu button={button} />}
          </OnIntent>
        </span>
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
      {more > 0 && (
        <div className={classes.chips}>
          <Suspense>
            <FilterChips {...props} />
          </Suspense>
          {clear}
        </div>
      )}
    </div>
  );
}

/** How many filters are set that have no menu of their own. */
function countMore({ size, created, owner, not_in_newest: newest, ...others }: ModelFilters): number {
  const set = [size, created !== undefined && isCreatedAge(created), owner, newest, others.protected];
  return set.filter(Boolean).length;
}

const SAVED_BUTTON = () => (
  <Button
    variant="default"
    size="compact-sm"
    fw={500}
    aria-label={m.list_saved()}
    title={m.list_saved()}
    rightSection={<IconChevronDown size={14} aria-hidden />}
  >
    <IconBookmark size={15} aria-hidden />
  </Button>
);

function FilterMenus({ address }: { address: ListAddress }) {
  const { filters } = address;
  const { created } = filters;
  return (
    <>
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
          ...(created && isCreatedSpan(created) ? [{ value: created, label: formatCreated(created) }] : []),
        ]}
        value={filters.created}
        onChoose={(value) => address.setFilter('created', value)}
      />
    </>
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
