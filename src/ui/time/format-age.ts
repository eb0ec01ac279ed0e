import { m } from '../../messages/messages.js';
import { LOCALE } from '../text/format.ts';

const MINUTE_MS = 60_000;

/** The largest unit of which a span has one; with its length in ms. */
const UNITS = [
  { unit: 'day', length: 24 * 60 * MINUTE_MS },
  { unit: 'hour', length: 60 * MINUTE_MS },
  { unit: 'minute', length: MINUTE_MS },
] as const;

/** How long ago something was, in ms, as people say it: just now, 2 min ago, 3 days ago. */
export function formatAge(ms: number): string {
  const scale = UNITS.find(({ length }) => ms >= length);
  if (!scale) return m.just_now();
  return new Intl.RelativeTimeFormat(LOCALE, { style: 'short' }).format(
    -Math.floor(ms / scale.length),
    scale.unit,
  );
}
