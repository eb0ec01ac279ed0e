import { VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { DeletionSubject } from '../deletion/subject.ts';
import { m } from '../messages/messages.js';
import { GroupRow } from './group-row.tsx';
import classes from './models.module.css';
import { PickAll } from './pick-all.tsx';
import type { Matching, Selection } from './selection.ts';
import type { TreeRow } from './tree-rows.ts';
import { useTreeKeys } from './use-tree-keys.ts';
import { VersionRow } from './version-row.tsx';
import { FailedRow, LoadingRow } from './waiting-rows.tsx';

/** Height of every line, in px: one line of text, or two where there is no room beside one another. */
const ROW_HEIGHT = 40;
const NARROW_ROW_HEIGHT = 56;
/** How many lines before the end the next page is asked for. */
const NEAR_END = 20;

export type ModelsTreeProps = {
  rows: readonly TreeRow[];
  isPending: boolean;
  hasMore: boolean;
  onNearEnd: () => void;
  selection: Selection;
  /** Ticks or unticks a line; as a range, every line from the one before up to it. */
  onPick: (line: TreeRow, isOn: boolean, isRange: boolean) => void;
  /** Everything that the list would show, over all pages; undefined until it is known. */
  matching: Matching | undefined;
  onPickAll: (isOn: boolean) => void;
  onToggle: (name: string) => void;
  onReload: (name: string) => void;
  /** Absent when the person may not delete. */
  onDelete: ((subject: DeletionSubject) => void) | undefined;
  onSearch: () => void;
  onShowKeys: () => void;
};

/** The list itself: one scroll over all lines, of which only those in sight exist. */
export function ModelsTree(props: ModelsTreeProps) {
  const { rows } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const rowHeight = isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  const keys = useTreeKeys(props, scroller, (index) => virtual.scrollToIndex(index));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
    // The line that has the keyboard stays, however far the list is scrolled: its focus would go with it.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), keys.activeIndex])].sort((a, b) => a - b),
    paddingEnd: 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines of another height are laid out anew
  useEffect(() => virtual.measure(), [rowHeight, virtual]);

  const items = virtual.getVirtualItems();
  const lastSeen = virtual.range?.endIndex ?? 0;
  const isNearEnd = props.hasMore && lastSeen >= rows.length - NEAR_END;
  useEffect(() => {
    if (isNearEnd) props.onNearEnd();
  }, [isNearEnd, props.onNearEnd]);

  return (
    <div ref={scroller} className={classes.scroller} tabIndex={props.isPending ? 0 : -1}>
      <div
        role="treegrid"
        aria-label={m.models()}
        aria-rowcount={props.hasMore ? -1 : rows.length + 1}
        aria-busy={props.isPending}
        aria-multiselectable
        className={classes.tree}
        onKeyDown={keys.onKeyDown}
      >
        <HeadRow tree={props} />
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {props.isPending &&
            Array.from({ length: 12 }, (_, index) => index).map((index) => (
              <LoadingRow
                key={index}
                index={index + 2}
                style={{ top: index * rowHeight, height: rowHeight }}
              />
            ))}
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const place: LinePlace = {
              'aria-rowindex': item.index + 2,
              'data-row-key': row.key,
              tabIndex: keys.activeIndex === item.index ? 0 : -1,
              onFocus: () => keys.setActive(row.key),
              style: { top: item.start, height: item.size },
            };
            return <TreeLine key={row.key} row={row} place={place} tree={props} />;
          })}
        </div>
      </div>
    </div>
  );
}

/** What places a line in the list: its position, and whether the keyboard is on it. */
export type LinePlace = {
  'aria-rowindex': number;
  'data-row-key': string;
  tabIndex: 0 | -1;
  onFocus: () => void;
  style: { top: number; height: number };
};

function TreeLine({ row, place, tree }: { row: TreeRow; place: LinePlace; tree: ModelsTreeProps }) {
  switch (row.kind) {
    case 'group':
      return <GroupRow row={row} place={place} tree={tree} />;
    case 'version':
      return <VersionRow row={row} place={place} tree={tree} />;
    case 'loading':
      return <LoadingRow index={place['aria-rowindex']} style={place.style} />;
    case 'failed':
      return (
        <FailedRow place={place} error={row.error} onRetry={() => tree.onReload(row.group.model_name)} />
      );
    default:
      return row satisfies never;
  }
}

function HeadRow({ tree }: { tree: ModelsTreeProps }) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.row}>
        <span role="columnheader" className={classes.check}>
          <PickAll selection={tree.selection} matching={tree.matching} onPick={tree.onPickAll} />
        </span>
        <span role="columnheader">{m.column_name()}</span>
        <span role="columnheader" className={classes.wide}>
          {m.column_versions()}
        </span>
        <span role="columnheader" className={`${classes.wide} ${classes.number}`}>
          {m.column_size()}
        </span>
        <span role="columnheader" className={classes.wide}>
          {m.column_status()}
        </span>
        <span role="columnheader" className={classes.wide}>
          {m.column_services()}
        </span>
        <span role="columnheader" className={classes.wide}>
          {m.column_created()}
        </span>
        <span role="columnheader">
          <VisuallyHidden>{m.column_actions()}</VisuallyHidden>
        </span>
      </div>
    </div>
  );
}
