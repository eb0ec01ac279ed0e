import { m } from '../../messages/messages.js';
import { LANGUAGE } from '../language.ts';

/** Words and numbers for people, as the language of the messages has them. */
export const LOCALE = { en: 'en-GB', 'zh-Hans': 'zh-CN' }[LANGUAGE];

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** Bytes as people say them, in powers of 1000: 25.0 GB, 412 MB. */
export function formatSize(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  const digits = power > 0 && value < 100 ? 1 : 0;
  return sizeFormat(UNITS[power] ?? 'byte', digits).format(value);
}

const sizeFormat = kept((unit: (typeof UNITS)[number], digits: number) => {
  const unitDisplay = unit === 'byte' ? 'long' : 'short';
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(LOCALE, { style: 'unit', unit, unitDisplay, ...fraction });
});

/** Exact bytes, for hovering: 24,996,678,843 bytes. */
export function formatExactSize(bytes: number): string {
  return sizeFormat('byte', 0).format(bytes);
}

/** A count in the digits and groups of the page's language: `12,345`. */
export function formatCount(count: number): string {
  return countFormat().format(count);
}

const countFormat = kept(() => new Intl.NumberFormat(LOCALE));

/** A number of things of which there may be more than were counted: `10,901+`. */
export function formatAtLeast(count: number, isAtLeast: boolean): string {
  return isAtLeast ? m.at_least({ count: formatCount(count) }) : formatCount(count);
}

/** The last moment that a Date can be. In ms since the epoch. Source: ECMA-262, Time Values. */
const LAST_MOMENT_MS = 8.64e15;

/** Whether a time was told at all: a registry that does not know it leaves it out, says 0, or something of no calendar. */
export function isTime(at: number | undefined): at is number {
  return at !== undefined && at > 0 && at <= LAST_MOMENT_MS;
}

/** 3 May 2023 */
export function formatDate(at: number): string {
  return dateFormat().format(at);
}

const dateFormat = kept(
  () => new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' }),
);

/** 24 Nov 2026, 14:03:22 */
export function formatTime(at: number): string {
  return timeFormat().format(at);
}

const timeFormat = kept(
  () =>
    new Intl.DateTimeFormat(LOCALE, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
);

/** The units of a span, from the largest, with their lengths in s. */
const SPANS = [
  { unit: 'day', length: 86_400 },
  { unit: 'hour', length: 3_600 },
  { unit: 'minute', length: 60 },
] as const;

/** A span of time in ms as people say it: 0.4s, 12s, 3m, 5h, 2d. Up to one and a half, the smaller unit says more. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  const span = SPANS.find(({ length }) => seconds >= 1.5 * length);
  const [value, unit] = span ? [seconds / span.length, span.unit] : [seconds, 'second' as const];
  return new Intl.NumberFormat(LOCALE, {
    style: 'unit',
    unit,
    unitDisplay: 'narrow',
    maximumFractionDigits: value < 1 ? 2 : value < 10 ? 1 : 0,
  }).format(value);
}

/** a, b and c */
export function formatList(words: readonly string[]): string {
  return listFormat().format(words);
}

const listFormat = kept(() => new Intl.ListFormat(LOCALE));

/** Makes each of some formats once: making one takes a hundred times as long as using it, and a list uses hundreds. */
export function kept<Words extends readonly unknown[], Format>(make: (...words: Words) => Format) {
  const formats = new Map<string, Format>();
  return (...words: Words): Format => {
    const key = words.join(' ');
    const format = formats.get(key) ?? make(...words);
    formats.set(key, format);
    return format;
  };
}

/** The size of some versions together, in words: `24.0 MB`; undefined where one of them is not known. */
export function sizeOf(versions: readonly { model_size?: number | undefined }[]): string | undefined {
  const sizes = versions.map((version) => version.model_size);
  if (sizes.includes(undefined)) return undefined;
  return formatSize(sizes.reduce((sum: number, size = 0) => sum + size, 0));
}
