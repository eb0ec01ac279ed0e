import { useLayoutEffect, useRef } from 'react';
import { focusPlace, type Place, placesOf } from './focus-place.ts';
import { openerOf, useFocusBack } from './use-focus-back.ts';

/** Gives the focus back as `useFocusBack` does; where what something was opened from is gone by then, to what stands there. */
export function useFocusBackToPlace(isOpen: boolean): void {
  const places = useRef<readonly Place[]>([]);
  useLayoutEffect(() => {
    const opener = isOpen ? openerOf(document.activeElement) : null;
    if (opener) places.current = placesOf(opener);
  }, [isOpen]);
  useFocusBack(isOpen, () => focusPlace(places.current));
}
