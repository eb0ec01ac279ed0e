import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { WholeList } from './read-whole.ts';

/** Ctrl+P (⌘P) reads what the list has not read yet, and prints then: the browser alone would print what was read. */
export function usePrintWhole(list: WholeList): void {
  const cache = useQueryClient();
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isPrint = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p';
      if (!isPrint || event.shiftKey || event.altKey || event.defaultPrevented) return;
      event.preventDefault();
      void print(cache, latest.current);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [cache]);
}

/** What could not be read is not on the paper, which says so. */
async function print(cache: QueryClient, list: WholeList): Promise<void> {
  const { readWhole } = await import('./read-whole.ts');
  await readWhole(cache, list).catch(() => undefined);
  window.print();
}
