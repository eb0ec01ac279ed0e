import { LOCALE } from '../text/format.ts';

/** A moment to the second, with the zone that it is said in; the locale is that of the messages. */
function zonedFormat(timeZone?: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALE, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    ...(timeZone !== undefined && { timeZone }),
  });
}

/** 24 Nov 2026, 22:03:22 GMT+8: where the browser is. `at` in ms since the epoch. */
export function formatLocal(at: number): string {
  return zonedFormat().format(at);
}

/** 24 Nov 2026, 14:03:22 UTC. `at` in ms since the epoch. */
export function formatUtc(at: number): string {
  return zonedFormat('UTC').format(at);
}
