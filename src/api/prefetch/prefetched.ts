import { MARK_HEADER } from '../../../core/console-api/live/mark-header.ts';
import { BASE } from './base.ts';
import { noteServerDate } from './server-clock.ts';
import { notePosition } from './stream-position.ts';

/** Answers that were asked for before anything could use them, by address. */
const early = new Map<string, Promise<PrefetchedAnswer | undefined>>();

/** All of them, taken or not. */
const asked: Promise<PrefetchedAnswer | undefined>[] = [];

type PrefetchedAnswer = { status: number; text: string };

/** Asks for something that is sure to be read soon. That it fails is no matter: it is asked for again then. */
export function prefetch(address: string): void {
  const answer = readEarly(address).catch(() => undefined);
  early.set(address, answer);
  asked.push(answer);
}

/**
 * Asks for something that the page reads before this task of the browser ends, but not before it has drawn itself anew.
 * What nobody took by then is forgotten: it would grow old.
 */
export function prefetchAhead(address: string): void {
  const answer = readEarly(address).catch(() => undefined);
  early.set(address, answer);
  setTimeout(() => {
    if (early.get(address) === answer) early.delete(address);
  });
}

async function readEarly(address: string): Promise<PrefetchedAnswer | undefined> {
  const asked = Date.now();
  const response = await fetch(BASE + address);
  noteServerDate(response.headers.get('date'), asked, Date.now());
  if (!response.ok) return undefined;
  notePosition(response.headers.get(MARK_HEADER));
  return { status: response.status, text: await response.text() };
}

/** The good answer of an early request, once; undefined when there was none, or it was refused. */
export function takeEarlyAnswer(address: string): Promise<PrefetchedAnswer | undefined> {
  const answer = early.get(address) ?? Promise.resolve(undefined);
  early.delete(address);
  return answer;
}

/** Resolves when every early request was answered, or has failed. */
export async function prefetchedAnswersCame(): Promise<void> {
  await Promise.all(asked);
}
