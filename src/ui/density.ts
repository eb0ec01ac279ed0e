const KEY = 'coppice-density';

let isDense = read() === 'compact';
const watchers = new Set<() => void>();

/** Whether lines are to be low, as was chosen in this browser; for useSyncExternalStore. */
export function isCompact(): boolean {
  return isDense;
}

/** Calls back whenever that changes; for useSyncExternalStore. */
export function watchDensity(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Chooses how high lines are, and remembers it. */
export function setCompact(isNow: boolean): void {
  isDense = isNow;
  try {
    localStorage.setItem(KEY, isNow ? 'compact' : 'comfortable');
  } catch {
    // A browser that keeps nothing for the page forgets it with the page.
  }
  for (const watcher of watchers) watcher();
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
