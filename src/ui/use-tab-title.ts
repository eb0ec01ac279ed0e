import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';
import { m } from '../messages/messages.js';

/** What goes on while one is there, before all else in the browser's tab: `(12/40) `. */
export const titlePrefix = createStore(() => '');

/** Says in the browser's tab where one is, the most particular first: `posenet 1.0.1 · Models · Coppice`. */
export function useTabTitle(...places: readonly string[]): void {
  const title = [...places, m.brand()].join(' · ');
  useEffect(() => {
    const show = () => {
      document.title = titlePrefix.getState() + title;
    };
    show();
    return titlePrefix.subscribe(show);
  }, [title]);
}
