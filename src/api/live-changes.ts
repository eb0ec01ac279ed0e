import type { QueryClient } from '@tanstack/react-query';
import { LiveEvent, SIGN_OF_LIFE } from '../../core/console/events.ts';
import { http, isRefusedWith } from './client.ts';
import { waitForSignIn } from './sign-in-again.ts';

/** Changes that come together are answered together: they are gathered for so long, in ms. */
const GATHER = 250;

/** The first wait before a lost stream is opened again, and the longest, in ms: each is twice the one before. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/** The longest time that the gateway is asked to look back. In ms. */
const LONGEST_UNHEARD = 999_999_999;

/**
 * Follows the changes of the project, wherever they are made, and reads again what they concern. A stream that is lost
 * is opened anew, and the gateway then tells what was missed. Answers what ends it.
 */
export function followChanges(cache: QueryClient): () => void {
  let source: EventSource | undefined;
  let waiting: number | undefined;
  let silence: number | undefined;
  let isOver = false;
  let failures = 0;
  // Everything on screen was read after the page began to load.
  let heardAt = performance.timeOrigin;
  const refresh = gatherChanges(cache);

  const open = () => {
    if (isOver) return;
    const unheard = Math.min(Math.max(Math.round(Date.now() - heardAt), 0), LONGEST_UNHEARD);
    source = new EventSource(`/api/events?unheard_for=${unheard}`);
    source.onmessage = ({ data }) => {
      failures = 0;
      heardAt = Date.now();
      watchSilence();
      refresh.note(LiveEvent.parse(JSON.parse(String(data))));
    };
    source.onerror = () => void comeBack();
    watchSilence();
  };

  // A connection can be dead without a word: then the signs of life stay away.
  const watchSilence = () => {
    clearTimeout(silence);
    silence = window.setTimeout(() => void comeBack(), 2 * SIGN_OF_LIFE);
  };

  const comeBack = async () => {
    source?.close();
    clearTimeout(silence);
    if (isOver) return;
    if (await isSignedOut()) await waitForSignIn();
    if (isOver) return;
    waiting = window.setTimeout(open, Math.min(FIRST_WAIT * 2 ** failures, LONGEST_WAIT));
    failures += 1;
  };

  open();
  return () => {
    isOver = true;
    source?.close();
    clearTimeout(waiting);
    clearTimeout(silence);
    refresh.stop();
  };
}

/** An EventSource does not tell why it was refused. */
async function isSignedOut(): Promise<boolean> {
  try {
    await http.get('/api/session', { mayBeSignedOut: true });
    return false;
  } catch (error) {
    return isRefusedWith(401, error);
  }
}

/** Gathers what changes bring about, and does it a moment later, once. */
function gatherChanges(cache: QueryClient) {
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
