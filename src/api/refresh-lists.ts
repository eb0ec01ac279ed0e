import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '../../core/console/events.ts';

/** Changes that come together are answered together: they are gathered for so long, in ms. */
const GATHER = 250;

/** Reads again what events concern, a moment after the first of several. */
export function refreshLists(cache: QueryClient) {
  const stale = new Map<string, readonly string[]>();
  let timer: number | undefined;
  const flush = () => {
    timer = undefined;
    for (const queryKey of stale.values()) void cache.invalidateQueries({ queryKey });
    stale.clear();
  };
  return {
    note(event: LiveEvent) {
      for (const key of staleAfter(event)) stale.set(JSON.stringify(key), key);
      if (stale.size > 0) timer ??= window.setTimeout(flush, GATHER);
    },
    stop: () => clearTimeout(timer),
  };
}

/** What the list and the details show. What a dialog plans from is its own to read again: it says what changed. */
const SHOWN = ['groups', 'versions', 'of-names', 'detail'].map((part) => ['models', part]);

/** What has to be read again after an event, as the beginnings of query keys. */
function staleAfter(event: LiveEvent): string[][] {
  switch (event.about) {
    case 'models':
      return SHOWN;
    case 'deletions':
      return [
        ['deletions', 'list'],
        ['deletions', 'receipt', event.deletion_id],
      ];
    case 'everything':
      return [...SHOWN, ['deletions']];
    case 'nothing':
      return [];
    default:
      return event satisfies never;
  }
}
