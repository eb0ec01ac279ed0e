import { type KeyboardEvent, useRef, useState } from 'react';

/**
 * One stop for Tab among many marks; arrows go from one to the next, Home and End to the first and the last.
 *
 * @param count how many marks there are, in the order in which arrows go through them.
 */
export function useRoving(count: number) {
  const [chosen, setChosen] = useState<number>();
  const elements = useRef(new Map<number, SVGElement | HTMLElement>());
  // The newest is what is mostly asked for.
  const at = Math.min(chosen ?? count - 1, count - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = placeAfter(event.key, at, count);
    if (to === undefined) return;
    event.preventDefault();
    setChosen(to);
    elements.current.get(to)?.focus();
  };
  return {
    at,
    onKeyDown,
    markProps: (place: number) => ({
      tabIndex: place === at ? 0 : -1,
      ref: (element: SVGElement | HTMLElement | null) => {
        if (element) elements.current.set(place, element);
        else elements.current.delete(place);
      },
      onFocus: () => setChosen(place),
    }),
  };
}

function placeAfter(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
