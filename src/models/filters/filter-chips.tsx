import { CloseButton } from '@mantine/core';
import { useRef } from 'react';
import type { ModelGroupPage } from '../../../core/console-api/models/model-groups.ts';
import { m } from '../../messages/messages.js';
import { formatAtLeast } from '../../ui/text/format.ts';
import { useHandOnFocus } from '../../ui/use-hand-on-focus.ts';
import type { ListAddress } from '../list-address.ts';
import { chipsOf } from './filter-words.ts';
import classes from './filters.module.css';
import { useOwnerNames } from './use-owner-names.ts';

/** The filters that have no menu in the row, each with a button that takes it away, and what is left out for lack of a size or a date. */
export function FilterChips(props: { address: ListAddress; leftOut: ModelGroupPage['left_out'] }) {
  const { address, leftOut } = props;
  const nameOf = useOwnerNames();
  return (
    <>
      {chipsOf(address.filters, nameOf).map(({ name, text }) => (
        <Chip key={name} text={text} onRemove={() => address.setFilter(name, undefined)} />
      ))}
      {leftOut !== undefined && leftOut.versions > 0 && (
        <span className={classes.leftOut} role="status">
          {m.list_left_out({
            count: leftOut.versions,
            shown: formatAtLeast(leftOut.versions, leftOut.is_at_least),
          })}
        </span>
      )}
    </>
  );
}

function Chip({ text, onRemove }: { text: string; onRemove: () => void }) {
  const chip = useRef<HTMLSpanElement>(null);
  useHandOnFocus(chip);
  return (
    <span ref={chip} className={classes.chip}>
      <bdi className={classes.chipText}>{text}</bdi>
      <CloseButton
        size={20}
        iconSize={13}
        className={classes.chipClose}
        aria-label={m.list_filter_remove({ filter: text })}
        onClick={onRemove}
      />
    </span>
  );
}
