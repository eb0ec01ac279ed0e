/** The five cron words, in their order. */
export const CRON_FIELDS = ['minute', 'hour', 'day', 'month', 'weekday'] as const;
export type CronField = (typeof CRON_FIELDS)[number];

/** What each word allows, in growing order; undefined where that is everything. Sunday is 0. */
export type CronWords = Record<CronField, readonly number[] | undefined>;

/** A word that is none, and where in the text it stands, from 0 on; `count` where there are not five. */
export type CronMistake = { field: CronField | 'count'; at: number };

const LIMITS: Record<CronField, { min: number; max: number; names: readonly string[] }> = {
  minute: { min: 0, max: 59, names: [] },
  hour: { min: 0, max: 23, names: [] },
  day: { min: 1, max: 31, names: [] },
  month: {
    min: 1,
    max: 12,
    names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  },
  // Both 0 and 7 are Sunday.
  weekday: { min: 0, max: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
};

/**
 * Reads five cron words: each is `*`, or numbers, ranges (`1-5`) and steps (`*` or a range, then `/15`) with commas
 * between; months and days of the week may have their English names (`MON`). Where neither the day nor the weekday is
 * `*`, either is enough.
 */
export function readCronWords(text: string): { words: CronWords } | { mistakes: CronMistake[] } {
  const found = [...text.matchAll(/[^ ]+/g)];
  if (found.length !== CRON_FIELDS.length) return { mistakes: [{ field: 'count', at: 0 }] };
  const mistakes: CronMistake[] = [];
  const words: CronWords = {
    minute: undefined,
    hour: undefined,
    day: undefined,
    month: undefined,
    weekday: undefined,
  };
  for (const [place, field] of CRON_FIELDS.entries()) {
    const match = found[place];
    const values = readWord(field, match?.[0] ?? '');
    if (values === 'wrong') mistakes.push({ field, at: match?.index ?? 0 });
    else words[field] = values;
  }
  return mistakes.length > 0 ? { mistakes } : { words };
}

/** The same in plain numbers, which every reader of cron words reads alike. */
export function plainCron(words: CronWords): string {
  return CRON_FIELDS.map((field) => words[field]?.join(',') ?? '*').join(' ');
}

/** In a leap year. */
const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether any day is meant: the 30th of February is none. */
export function everComes({ day, month, weekday }: CronWords): boolean {
  const first = day?.[0];
  if (first === undefined || weekday) return true;
  return DAYS_OF_MONTHS.some((days, place) => first <= days && (month?.includes(place + 1) ?? true));
}

function readWord(field: CronField, word: string): readonly number[] | undefined | 'wrong' {
  if (word === '*') return undefined;
  const values = new Set<number>();
  for (const piece of word.split(',')) {
    const some = readPiece(field, piece);
    if (!some) return 'wrong';
    for (const value of some) values.add(field === 'weekday' ? value % 7 : value);
  }
  return values.size === countOf(field) ? undefined : [...values].sort((a, b) => a - b);
}

function countOf(field: CronField): number {
  return field === 'weekday' ? 7 : LIMITS[field].max - LIMITS[field].min + 1;
}

const PIECE =
  /^(?:(?<all>\*)|(?<from>\d{1,2}|[a-z]{3})(?:-(?<to>\d{1,2}|[a-z]{3}))?)(?:\/(?<step>\d{1,2}))?$/i;

function readPiece(field: CronField, piece: string): number[] | undefined {
  const { all, from, to, step } = PIECE.exec(piece)?.groups ?? {};
  if (all === undefined && from === undefined) return undefined;
  // A step goes over a range: what it is counted from would else be for each to guess.
  if (step !== undefined && (Number(step) === 0 || (from !== undefined && to === undefined)))
    return undefined;
  const { min, max } = LIMITS[field];
  const first = from === undefined ? min : numberOf(field, from);
  const last = all === undefined ? numberOf(field, to ?? from ?? '') : field === 'weekday' ? 6 : max;
  if (first === undefined || last === undefined || first < min || last > max || first > last)
    return undefined;
  const stride = Number(step ?? 1);
  return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, n) => first + n * stride);
}

function numberOf(field: CronField, text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const { names, min } = LIMITS[field];
  const place = names.indexOf(text.toUpperCase());
  return place < 0 ? undefined : place + min;
}
