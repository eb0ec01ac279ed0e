import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { TreeRow, TreeRows } from '../rows/tree-rows.ts';

/** The lines of a list. */
type Shown = {
  rows: TreeRows;
  open: ReadonlySet<string>;
  /** Its filters and its order: with others it is another list. */
  listKey: string;
};

/**
 * Keeps lines in their place on screen when others come or go above them: the line under the pointer, or else the one
 * with the keyboard, or else the first one in sight. What the operator does to the list moves it as ever.
 *
 * @param rowHeight in px.
 */
export function useScrollAnchor(
  { rows, open, listKey }: Shown,
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
): void {
  const shown = useRef<Shown>({ rows, open, listKey });
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { rows, open, listKey };
    const isSameList = before.listKey === listKey && before.open === open;
    const element = scroller.current;
    if (!element || !isSameList || before.rows === rows) return;
    for (const { row, index } of anchors(before, element, rowHeight)) {
      const now = rows.indexOf(row);
      if (now < 0) continue;
      element.scrollTop += (now - index) * rowHeight;
      return;
    }
  }, [rows, open, listKey, scroller, rowHeight]);
}

/** The lines that were in sight, those to keep in place first. */
function anchors(
  { rows }: Shown,
  element: HTMLElement,
  rowHeight: number,
): { row: TreeRow; index: number }[] {
  const first = Math.floor(element.scrollTop / rowHeight);
  const count = Math.ceil(element.clientHeight / rowHeight);
  const inSight = Array.from({ length: count }, (_, nth) => first + nth).flatMap((index) => {
    const row = rows.at(index);
    return row ? [{ row, index }] : [];
  });
  const keyOf = (selector: string) => element.querySelector<HTMLElement>(selector)?.dataset['rowKey'];
  const keys = [keyOf('[data-row-key]:hover'), keyOf('[data-row-key]:is(:focus, :focus-within)')];
  const held = keys.flatMap((key) => inSight.filter(({ row }) => row.key === key));
  // At the top, with nothing held, what comes above is to be seen.
  return [...held, ...(element.scrollTop > 0 ? inSight : [])];
}
