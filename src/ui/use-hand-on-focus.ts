import { type RefObject, useLayoutEffect, useRef } from 'react';
import { focusAnything, focusPlace, isFocusFree, placesOf } from './focus-place.ts';

/**
 * When a part of the page goes with the focus in it, gives the focus to what stands in its place: of a list that is the
 * line after it, or the one before.
 *
 * @param part what goes as the component does that calls this.
 * @param heir what gets it instead, if it is there and can have it.
 */
export function useHandOnFocus(
  part: RefObject<HTMLElement | null>,
  heir?: () => HTMLElement | null | undefined,
): void {
  const chosen = useRef(heir);
  chosen.current = heir;
  useLayoutEffect(() => {
    const element = part.current;
    if (!element) return;
    return () => {
      if (!element.contains(document.activeElement)) return;
      const places = placesOf(element);
      // Once all that comes in its place is there, and took the focus if it wanted to.
      queueMicrotask(() => {
        if (!isFocusFree()) return;
        const one = chosen.current?.();
        if (one?.isConnected) focusAnything(one);
        if (isFocusFree()) focusPlace(places);
      });
    };
  }, [part]);
}
