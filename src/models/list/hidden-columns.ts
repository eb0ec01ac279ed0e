import { createStore } from 'zustand/vanilla';
import { readRemembered, remember } from '../../ui/remembered.ts';

/** The columns of the list that can be hidden, from left to right: all but the name, what is ticked and what can be done. */
export const COLUMNS = ['versions', 'size', 'status', 'services', 'created'] as const;
export type Column = (typeof COLUMNS)[number];

const KEY = 'coppice-hidden-columns';

/** The columns that are hidden, as was chosen in this browser, with a space between them. */
export const hiddenColumns = createStore(() => inOrder((readRemembered(KEY) ?? '').split(' ')));

/** Hides a column, or shows it again, and remembers it. */
export function setHidden(column: Column, isHidden: boolean): void {
  const others = hiddenColumns
    .getState()
    .split(' ')
    .filter((other) => other !== column);
  hiddenColumns.setState(inOrder(isHidden ? [...others, column] : others));
  remember(KEY, hiddenColumns.getState());
}

function inOrder(columns: readonly string[]): string {
  return COLUMNS.filter((column) => columns.includes(column)).join(' ');
}
