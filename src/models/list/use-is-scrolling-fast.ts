import { useLayoutEffect, useRef } from 'react';

/** In lines from one drawing to the next: a list that moves by more is scrolled past, by less it is read again. */
const FAST = 8;
const SLOW = 4;

/** Whether the list is scrolled too fast to read: its lines are then not worth drawing. One jump is no flight. */
export function useIsScrollingFast(firstLine: number, isScrolling: boolean): boolean {
  const last = useRef({ firstLine, moved: 0, isScrollingFast: false });
  const moved = Math.abs(firstLine - last.current.firstLine);
  const recently = moved || last.current.moved;
  const hasTakenOff = moved > FAST && last.current.moved > FAST;
  const isScrollingFast = isScrolling && (hasTakenOff || (last.current.isScrollingFast && recently > SLOW));
  useLayoutEffect(() => {
    last.current = { firstLine, moved: isScrolling ? recently : 0, isScrollingFast };
  });
  return isScrollingFast;
}
