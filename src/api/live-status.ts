/** Whether changes are told as they happen. Between two streams they are, unless it takes long. */
let isLive = true;
const watchers = new Set<() => void>();

/** For use in `useSyncExternalStore`. */
export function isToldLive(): boolean {
  return isLive;
}

/** Calls back whenever that changes; for `useSyncExternalStore`. */
export function watchToldLive(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function setToldLive(now: boolean): void {
  if (now === isLive) return;
  isLive = now;
  for (const watcher of watchers) watcher();
}

/** For how long what was read counts as new, in ms: while changes are told, until one is. */
export function liveStaleTime(): number {
  return isLive ? Number.POSITIVE_INFINITY : 10_000;
}
