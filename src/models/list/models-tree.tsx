import { useMediaQuery } from '@mantine/hooks';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useRef, useSyncExternalStore } from 'react';
import { m } from '../../messages/messages.js';
import type { Protectable } from '../../protection/protectable.ts';
import { deletingNames, deletingVersions } from '../../runs/deleting.ts';
import { useAreServicesKnown } from '../../sync-status/use-are-services-known.ts';
import { compact } from '../../ui/density.ts';
import { useIsPrinting } from '../../ui/use-is-printing.ts';
import type { TreeRow } from '../rows/tree-rows.ts';
import type { LiveRows } from '../rows/use-tree-rows.ts';
import { lineState } from '../selection/select-lines.ts';
import type { Matching } from '../selection/selection.ts';
import { hiddenColumns } from './hidden-columns.ts';
import { useSteadyActions } from './line-actions.ts';
import type { SortHeadProps } from './sort-head.tsx';
import classes from './tree.module.css';
import { TreeHead } from './tree-head.tsx';
import { TreeLine } from './tree-line.tsx';
import { useIsScrollingFast } from './use-is-scrolling-fast.ts';
import { useScrollAnchor } from './use-scroll-anchor.ts';
import { type TreeUnderKeys, useTreeKeys } from './use-tree-keys.ts';
import { PendingRows, WaitingRow } from './waiting-rows.tsx';

/** Height of every line, in px: one line of text, or two where there is no room beside one another. */
const ROW_HEIGHT_PX = 40;
const COMPACT_ROW_HEIGHT_PX = 32;
const NARROW_ROW_HEIGHT_PX = 56;
/** As in tree.module.css. */
const NARROW = '(max-width: 900px)';
/** How many lines before the end the next page is asked for; in a short list, in its second half. */
const NEAR_END = 100;
/** How many lines are drawn above and below those in sight: as many as a scroll passes between two frames. */
const OVERSCAN = 6;

/** The rows, what is selected of them, and what the list can ask for. */
export type ModelsTreeProps = LiveRows &
  TreeUnderKeys &
  SortHeadProps & {
    isPending: boolean;
    /** Its filters and its order: with others it is another list. */
    listKey: string;
    /** Whether it is shown until the one that was asked for comes. */
    isOutdated: boolean;
    open: ReadonlySet<string>;
    hasMore: boolean;
    onNearEnd: () => void;
    /** Everything that the list would show, over all pages; undefined until it is known. */
    matching: Matching | undefined;
    onPickAll: (isOn: boolean) => void;
    /** Whether there may be a service in the list: otherwise their column needs no room. */
    hasServices: boolean;
    onReload: (name: string) => void;
    onProtect: (what: Protectable) => void;
  };

/** The list itself: one scroll over all lines, of which only those in sight exist. */
export function ModelsTree(props: ModelsTreeProps) {
  const { rows, onDelete } = props;
  const areServicesKnown = useAreServicesKnown();
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const isDense = useSyncExternalStore(compact.subscribe, compact.getState);
  const hidden = useSyncExternalStore(hiddenColumns.subscribe, hiddenColumns.getState);
  const rowHeight = isNarrow ? NARROW_ROW_HEIGHT_PX : isDense ? COMPACT_ROW_HEIGHT_PX : ROW_HEIGHT_PX;
  const isPrinting = useIsPrinting();
  const deletingBy = useDeletingBy();
  // A list that has only just come is drawn as far as it is seen; what is beyond the edge follows behind it. One that is
  // shown until another comes stays as it is.
  const shown = useRef(props.listKey);
  if (!props.isOutdated) shown.current = props.listKey;
  const isSettled = useDeferredValue(shown.current, '') === shown.current;
  const keys = useTreeKeys(props, scroller, (index) => virtual.scrollToIndex(index));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: isSettled ? OVERSCAN : 0,
    // The line that has the keyboard stays, however far the list is scrolled: its focus would go with it.
    rangeExtractor: (range) =>
      isPrinting
        ? Array.from({ length: rows.length }, (_, index) => index)
        : [...new Set([...defaultRangeExtractor(range), keys.activeIndex])].sort((a, b) => a - b),
    paddingEnd: 8,
  });
  useScrollAnchor(props, scroller, rowHeight);
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines of another height are laid out anew
  useEffect(() => virtual.measure(), [rowHeight, virtual]);

  const items = virtual.getVirtualItems();
  const { startIndex, endIndex } = virtual.range ?? { startIndex: 0, endIndex: 0 };
  const isScrollingFast = useIsScrollingFast(startIndex, virtual.isScrolling);
  // What goes on paper is what was there: nothing is read for it that would come too late.
  const isNearEnd =
    !isPrinting && props.hasMore && endIndex >= rows.length - Math.min(NEAR_END, rows.length / 2);
  useEffect(() => {
    if (isNearEnd) props.onNearEnd();
  }, [isNearEnd, props.onNearEnd]);
  useEffect(() => props.show(startIndex, endIndex, keys.activeIndex));

  const actions = useSteadyActions({
    onPick: props.onPick,
    onToggle: props.onToggle,
    onReload: props.onReload,
    onFocus: keys.onFocus,
    onDelete: (scope) => onDelete?.(scope),
    onProtect: props.onProtect,
  });
  return (
    <div ref={scroller} className={classes.scroller} tabIndex={props.isPending ? 0 : -1}>
      <div
        role="treegrid"
        aria-label={m.models()}
        aria-rowcount={props.hasMore ? -1 : rows.length + 1}
        aria-busy={props.isPending}
        aria-multiselectable
        className={classes.tree}
        data-services={props.hasServices}
        data-hides={hidden}
        onKeyDown={keys.onKeyDown}
        onBlur={keys.onBlur}
      >
        <TreeHead
          selection={props.selection}
          matching={props.matching}
          onPickAll={props.onPickAll}
          sorting={props.sorting}
          onSort={props.onSort}
        />
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {props.isPending && <PendingRows height={rowHeight} />}
          {items.map(({ index }) => {
            if (isScrollingFast && index !== keys.activeIndex) {
              const style = { top: index * rowHeight, height: rowHeight };
              return <WaitingRow key={index} aria-rowindex={index + 2} style={style} />;
            }
            const row = rows.at(index);
            return (
              row && (
                <TreeLine
                  key={row.key}
                  row={row}
                  index={index}
                  height={rowHeight}
                  isNarrow={isNarrow || isPrinting}
                  isActive={keys.activeIndex === index}
                  selected={lineState(props.selection, row)}
                  mayDelete={onDelete !== undefined}
                  deletingBy={deletingBy(row)}
                  areServicesKnown={areServicesKnown}
                  actions={actions}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Which run is about to delete what a line shows. */
function useDeletingBy(): (row: TreeRow) => string | undefined {
  const names = useSyncExternalStore(deletingNames.subscribe, deletingNames.getState);
  const versions = useSyncExternalStore(deletingVersions.subscribe, deletingVersions.getState);
  return (row) => {
    if (row.kind === 'group') return names.get(row.group.model_name);
    return row.kind === 'version' ? versions.get(row.version.model_id) : undefined;
  };
}
