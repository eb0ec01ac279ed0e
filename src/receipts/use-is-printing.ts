import { useLayoutEffect, useSyncExternalStore } from 'react';

const SCHEME = 'data-mantine-color-scheme';

let isPrinting = false;
const watchers = new Set<() => void>();

/** Whether the page is being put on paper: then it shows all that it has, in light colours. */
export function useIsPrinting(): boolean {
  const isOn = useSyncExternalStore(watch, () => isPrinting);
  useLayoutEffect(() => {
    const page = document.documentElement;
    const scheme = page.getAttribute(SCHEME);
    if (!isOn || scheme === null) return;
    page.setAttribute(SCHEME, 'light');
    return () => page.setAttribute(SCHEME, scheme);
  }, [isOn]);
  return isOn;
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
