import { remember } from '../../ui/remembered.ts';
import { HIDDEN_COLUMNS, hiddenColumns } from '../list/hidden-columns.ts';

/** The columns of the list that can be hidden, from left to right: all but the name, what is ticked and what can be done. */
export const COLUMNS = ['versions', 'size', 'status', 'services', 'created'] as const;
export type Column = (typeof COLUMNS)[number];

/** Hides a column, or shows it again, and remembers it. */
export function setHidden(column: Column, isHidden: boolean): void {
  const before = hiddenColumns.getState().split(' ');
  const hidden = COLUMNS.filter((one) => (one === column ? isHidden : before.includes(one))).join(' ');
  hiddenColumns.setState(hidden);
  remember(HIDDEN_COLUMNS, hidden);
}
