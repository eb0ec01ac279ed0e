import { shallowEqual } from '@mantine/hooks';
import { memo } from 'react';
import { GroupRow } from './group-row.tsx';
import type { LineActions } from './line-actions.ts';
import type { TreeRow } from './tree-rows.ts';
import { VersionRow } from './version-row.tsx';
import { FailedRow, LoadingRow } from './waiting-rows.tsx';

export type LineProps = {
  row: TreeRow;
  /** Which line of the list it is, from 0, and how high each is, in px. */
  index: number;
  height: number;
  /** Whether the keyboard is on it. */
  isActive: boolean;
  selected: 'all' | 'some' | 'none';
  mayDelete: boolean;
  /** Whether what no service is known to use is not in use. */
  areServicesKnown: boolean;
  actions: LineActions;
};

/** What places a line in the list: its position, and whether the keyboard is on it. */
export type LinePlace = {
  'aria-rowindex': number;
  'data-row-key': string;
  tabIndex: 0 | -1;
  onFocus: () => void;
  style: { top: number; height: number };
};

/** One line of the list. It is drawn again only when something in it has changed. */
export const TreeLine = memo(Line, ({ row: before, ...was }, { row: after, ...is }) => {
  return shallowEqual(before, after) && shallowEqual(was, is);
});

function Line({ row, index, height, isActive, ...line }: LineProps) {
  const place: LinePlace = {
    'aria-rowindex': index + 2,
    'data-row-key': row.key,
    tabIndex: isActive ? 0 : -1,
    onFocus: () => line.actions.onFocus(row),
    style: { top: index * height, height },
  };
  switch (row.kind) {
    case 'group':
      return <GroupRow row={row} place={place} {...line} />;
    case 'version':
      return <VersionRow row={row} place={place} {...line} />;
    case 'loading':
      return <LoadingRow row={row} place={place} />;
    case 'failed':
      return <FailedRow row={row} place={place} onRetry={line.actions.onReload} />;
    default:
      return row satisfies never;
  }
}
