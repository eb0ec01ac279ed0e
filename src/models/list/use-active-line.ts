import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { TreeRow, TreeRows } from '../rows/tree-rows.ts';

/** The line that has the keyboard, and what moves the keyboard. Indexes count from 0. */
export type ActiveLine = {
  row: TreeRow | undefined;
  /** Where it is now; the first line until one has had the keyboard. */
  index: number;
  /** What is drawn of it; nothing while it is out of sight. */
  element: () => HTMLElement | null | undefined;
  /** Moves to a line, or to the end of the list that is nearest to it; focused as soon as it is drawn. */
  moveTo: (index: number) => void;
  /** Moves so many lines down, or up where it is negative; onto the first line where none has had the keyboard. */
  move: (by: number) => void;
  /** Focuses a line at once where it is drawn, so that the event that asked for it is not over before. */
  focus: (index: number) => void;
  onFocus: (row: TreeRow) => void;
  onBlur: () => void;
};

/** Keeps the keyboard on its line, wherever that goes in the list (a roving tabindex). */
export function useActiveLine(
  rows: TreeRows,
  scroller: RefObject<HTMLElement | null>,
  scrollTo: (index: number) => void,
): ActiveLine {
  const [activeRow, setActive] = useState<TreeRow>();
  const mustFocus = useRef(false);
  const hasFocus = useRef(false);
  const found = activeRow ? rows.indexOf(activeRow) : -1;
  const index = Math.max(found, 0);
  const row = rows.at(index);
  const elementOf = (one: TreeRow | undefined) =>
    scroller.current?.querySelector<HTMLElement>(`[data-row-key="${CSS.escape(one?.key ?? '')}"]`);

  useLayoutEffect(() => {
    // A version that was read takes the place of the line that waited for it, and its focus.
    const isFocusLost = hasFocus.current && document.activeElement === document.body;
    if (!mustFocus.current && !isFocusLost) return;
    const element = elementOf(row);
    // The line may come into being only after the scroll; then the next render finds it.
    if (element) {
      mustFocus.current = false;
      element.focus({ preventScroll: true });
    }
  });

  const moveTo = (to: number) => {
    const at = Math.min(Math.max(to, 0), rows.length - 1);
    mustFocus.current = true;
    setActive(rows.at(at));
    scrollTo(at);
  };
  const move = (by: number) => moveTo(found < 0 ? 0 : index + by);
  const focus = (at: number) => {
    const element = elementOf(rows.at(at));
    if (!element) return moveTo(at);
    scrollTo(at);
    element.focus({ preventScroll: true });
  };
  const onFocus = (one: TreeRow) => {
    hasFocus.current = true;
    setActive(one);
  };
  const onBlur = () => {
    hasFocus.current = false;
  };
  return { row, index, element: () => elementOf(row), moveTo, move, focus, onFocus, onBlur };
}
