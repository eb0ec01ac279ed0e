import { Button, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { RESULT_FILTERS } from '../../../core/console-api/deletions/receipt.ts';
import { m } from '../../messages/messages.js';
import { ChoiceMenu } from '../../ui/menu/choice-menu.tsx';
import { ChoicesMenu } from '../../ui/menu/choices-menu.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { resultWord } from '../receipt-text.ts';
import type { ReceiptAddress } from './receipt-address.ts';
import classes from './receipt-list.module.css';
import { type DayRange, isRangeSound, lastDays, RECENT_DAYS, yesterday } from './time-range.ts';

/** The filters of the list of deletions; they are in the address. */
export function ReceiptFilters({ address, users }: { address: ReceiptAddress; users: readonly string[] }) {
  const { params, change } = address;
  const recents: (DayRange & { label: string })[] = [
    { label: m.when_today(), ...lastDays(RECENT_DAYS.today) },
    { label: m.when_yesterday(), ...yesterday() },
    { label: m.when_week(), ...lastDays(RECENT_DAYS.week) },
    { label: m.when_month(), ...lastDays(RECENT_DAYS.month) },
  ];
  // Who was chosen is offered too when nothing of theirs is there any more.
  const people = [...new Set([...users, ...(params.user ?? [])])];
  const isSound = isRangeSound(params);
  return (
    <div className={classes.filters}>
      <ChoicesMenu
        label={m.filter_user()}
        choices={people.map((user) => ({ value: user, label: user }))}
        values={params.user ?? []}
        onChoose={(user) => change({ user })}
      />
      <ChoicesMenu
        label={m.filter_result()}
        choices={RESULT_FILTERS.map((result) => ({ value: result, label: resultWord(result) }))}
        values={params.result ?? []}
        onChoose={(result) => change({ result })}
      />
      <ChoiceMenu
        label={m.filter_when()}
        choices={recents.map((range) => ({ value: rangeKey(range), label: range.label }))}
        value={rangeKey(params)}
        onChoose={(key) => {
          const { from, to } = recents.find((range) => rangeKey(range) === key) ?? {};
          change({ from, to });
        }}
      />
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          size="xs"
          className={classes.day}
          aria-label={end === 'from' ? m.filter_from() : m.filter_to()}
          leftSection={
            <span className={classes.dayLabel}>{end === 'from' ? m.filter_from() : m.filter_to()}</span>
          }
          leftSectionWidth={44}
          value={params[end] ?? ''}
          error={!isSound}
          onChange={(event) => change({ [end]: event.currentTarget.value || undefined })}
        />
      ))}
      {params.name !== undefined && (
        <Button
          size="compact-sm"
          variant="light"
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={m.remove_name_filter({ name: params.name })}
          onClick={() => change({ name: undefined })}
        >
          {m.filter_chosen({ label: m.column_name(), value: params.name })}
        </Button>
      )}
      <SearchBox
        label={m.search_deletions()}
        hint={m.search_deletions_hint()}
        value={params.search ?? ''}
        onSearch={(text) => change({ search: text || undefined })}
        className={classes.search}
      />
      {!isSound && (
        <Text size="sm" c="var(--coppice-bad)" role="alert" className={classes.rangeTrouble}>
          {m.range_unsound()}
        </Text>
      )}
    </div>
  );
}

/** Tells one stretch of days from another. */
function rangeKey({ from = '', to = '' }: DayRange): string {
  return `${from} ${to}`;
}
