import { useEffect } from 'react';
import { m } from '../messages/messages.js';

/** Says in the browser's tab where one is, the most particular first: `posenet 1.0.1 · Models · Coppice`. */
export function useTabTitle(...places: readonly string[]): void {
  const title = [...places, m.brand()].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
