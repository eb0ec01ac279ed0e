import { shallowEqual } from '@mantine/hooks';
import { memo } from 'react';
import { GroupRow } from './group-row.tsx';
import type { LinePlace, LineProps } from './line-props.ts';
import { VersionRow } from './version-row.tsx';
import { FailedRow, LoadingRow } from './waiting-rows.tsx';

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
