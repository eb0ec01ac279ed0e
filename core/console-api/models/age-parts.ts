import { AGE_UNITS, type AgeSide, type AgeUnit, type CreatedAge } from './created-age.ts';

/** The most of a unit: nothing is older than some 800 years. */
export const MAX_AGE = 9999;

/** An age in its parts. */
export type AgeParts = { side: AgeSide; count: number; unit: AgeUnit };

/** The parts of an age. */
export function partsOfAge(age: CreatedAge): AgeParts {
  const [side = 'last', count] = age.split('-');
  return {
    side: side === 'older' ? 'older' : 'last',
    count: Number.parseInt(count ?? '', 10),
    unit: AGE_UNITS.find((unit) => age.endsWith(unit)) ?? 'd',
  };
}

/** An age, as an address says it. */
export function writeAge({ side, count, unit }: AgeParts): CreatedAge {
  return `${side}-${count}${unit}`;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The moment, so long before another, that an age is told from; both in ms since the epoch. */
export function momentOfAge({ count, unit }: AgeParts, now: number): number {
  switch (unit) {
    case 'd':
      return now - count * DAY_MS;
    case 'w':
      return now - count * 7 * DAY_MS;
    case 'm':
      return monthsBefore(now, count);
    default:
      return unit satisfies never;
  }
}

/** The same day and time of an earlier month, in UTC; of one that is too short, its last day. */
function monthsBefore(now: number, months: number): number {
  const then = new Date(now);
  const day = then.getUTCDate();
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  return then.setUTCDate(Math.min(day, lastDay));
}
