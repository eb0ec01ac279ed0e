import { createStore } from 'zustand/vanilla';

const KEY = 'coppice-density';

/** Whether lines are to be low, as was chosen in this browser. */
export const compact = createStore(() => read() === 'compact');

/** Chooses how high lines are, and remembers it. */
export function setCompact(isNow: boolean): void {
  compact.setState(isNow);
  try {
    localStorage.setItem(KEY, isNow ? 'compact' : 'comfortable');
  } catch {
    // A browser that keeps nothing for the page forgets it with the page.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
