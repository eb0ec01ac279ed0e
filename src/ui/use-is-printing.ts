import { useLayoutEffect, useSyncExternalStore } from 'react';

const SCHEME = 'data-mantine-color-scheme';

let isPrinting = false;
const watchers = new Set<() => void>();

/** Whether the page is being put on paper: then it shows all that it has. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(watch, () => isPrinting);
}

/** Puts the page on paper in light colours, whatever it has on screen. For one part of a page, or they undo one another. */
export function usePaperColours(): void {
  const isOn = useIsPrinting();
  useLayoutEffect(() => {
    const page = document.documentElement;
    const scheme = page.getAttribute(SCHEME);
    if (!isOn || scheme === null) return;
    page.setAttribute(SCHEME, 'light');
    return () => page.setAttribute(SCHEME, scheme);
  }, [isOn]);
}

function watch(watcher: () => void): () => void {
  if (watchers.size === 0) listen('addEventListener');
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) listen('removeEventListener');
  };
}

function listen(how: 'addEventListener' | 'removeEventListener'): void {
  window[how]('beforeprint', begin);
  window[how]('afterprint', finish);
}

function begin(): void {
  say(true);
}

function finish(): void {
  say(false);
}

function say(isNow: boolean): void {
  isPrinting = isNow;
  for (const watcher of watchers) watcher();
}
