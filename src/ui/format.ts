import { m } from '../messages/messages.js';

/** Words and numbers for people; the locale is that of the messages. */
const LOCALE = 'en-GB';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** Bytes as people say them, in powers of 1000: 25.0 GB, 412 MB. */
export function formatSize(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  const digits = power > 0 && value < 100 ? 1 : 0;
  return SIZES[power]?.[digits]?.format(value) ?? formatExactSize(bytes);
}

/** By unit, without and with a decimal. Formats are made once: that takes longer than all that is done with them. */
const SIZES = UNITS.map((unit, power) =>
  [0, 1].map(
    (digits) =>
      new Intl.NumberFormat(LOCALE, {
        style: 'unit',
        unit,
        unitDisplay: power === 0 ? 'long' : 'short',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  ),
);

/** Exact bytes, for hovering: 24,996,678,843 bytes. */
export function formatExactSize(bytes: number): string {
  return EXACT_SIZE.format(bytes);
}

const EXACT_SIZE = new Intl.NumberFormat(LOCALE, { style: 'unit', unit: 'byte', unitDisplay: 'long' });

export function formatCount(count: number): string {
  return COUNT.format(count);
}

const COUNT = new Intl.NumberFormat(LOCALE);

/** A number of things of which there may be more than were counted: `10,901+`. */
export function formatAtLeast(count: number, isAtLeast: boolean): string {
  return isAtLeast ? m.at_least({ count: formatCount(count) }) : formatCount(count);
}

/** 3 May 2023 */
export function formatDate(at: number): string {
  return DATE.format(at);
}

const DATE = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });

/** 24 Nov 2026, 14:03:22 */
export function formatTime(at: number): string {
  return TIME.format(at);
}

const TIME = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** A span of time in ms as people say it: 0.4s, 12s, 3m. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  const [value, unit] = seconds < 90 ? [seconds, 'second' as const] : [seconds / 60, 'minute' as const];
  return new Intl.NumberFormat(LOCALE, {
    style: 'unit',
    unit,
    unitDisplay: 'narrow',
    maximumFractionDigits: value < 1 ? 2 : value < 10 ? 1 : 0,
  }).format(value);
}

/** a, b and c */
export function formatList(words: readonly string[]): string {
  return new Intl.ListFormat(LOCALE).format(words);
}
