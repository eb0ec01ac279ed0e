import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCases } from '../../testing/count-cases.ts';
import { first, must } from '../../testing/must.ts';
import { anyCron } from '../testing/any-rule.ts';
import { readCronWords } from './cron-words.ts';
import { isTimeZone, lastTimeUpTo, Schedule, timesAfter } from './schedule.ts';

const BERLIN = 'Europe/Berlin';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const at = (text: string) => Date.parse(text);
const told = (times: readonly number[]) => times.map((time) => new Date(time).toISOString().slice(0, 16));

const CHANGES = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z'].map(at);

/** Of two years. */
const anyMoment = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-12-31T00:00Z') });

/** Shortly before the clocks of Berlin change, or after. */
const changing = fc
  .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -180, max: 60 }))
  .map(([change, minutes]) => change + minutes * MINUTE);

const ZONES = [BERLIN, 'UTC', 'Asia/Shanghai', 'America/St_Johns', 'Australia/Lord_Howe'];
const anyZone = fc.constantFrom(...ZONES);
const CLOCKS = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      ...{ minute: 'numeric', hour: 'numeric', day: 'numeric', month: 'numeric', weekday: 'short' },
      hourCycle: 'h23',
    }),
  ]),
);

/** Also what comes by night, when clocks change. */
const anyTimes = fc.oneof(
  anyCron,
  fc.tuple(fc.nat(59), fc.nat(3)).map(([minute, hour]) => `${minute} ${hour} * * *`),
  fc.integer({ min: 5, max: 30 }).map((minutes) => `*/${minutes} * * * *`),
);

const anyAsking = fc.oneof(
  fc.record({ cron: anyTimes, time_zone: anyZone, from: anyMoment }),
  fc.record({ cron: anyTimes, time_zone: fc.constant(BERLIN), from: changing }),
);

/** The minute of a time as a clock in a zone shows it. */
function clockOf(time_zone: string, time: number) {
  const parts = must(CLOCKS.get(time_zone)).formatToParts(time);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(of('weekday'));
  return {
    minute: Number(of('minute')),
    hour: Number(of('hour')),
    day: Number(of('day')),
    month: Number(of('month')),
    weekday,
  };
}

describe('the next times of a schedule', () => {
  it('rise, are what its words say by the clock of its zone, and are the same as from any moment between', () => {
    const count = countCases('put forward', 'put back', 'one day or weekday');
    fc.assert(
      fc.property(anyAsking, fc.nat(1000), ({ cron, time_zone, from }, part) => {
        const times = { cron, time_zone };
        const next = timesAfter(times, from, 5);
        expect(next).toHaveLength(5);
        for (const [place, time] of next.entries()) {
          const before = next[place - 1] ?? from;
          expect(time).toBeGreaterThan(before);
          expect(time % MINUTE).toBe(0);
          const between = before + Math.floor(((time - before - 1) * part) / 1000);
          expect(told(timesAfter(times, between, 1))).toEqual(told([time]));
        }
        const read = readCronWords(cron);
        const words = 'words' in read ? read.words : undefined;
        if (words?.day && words.weekday) count('one day or weekday');
        for (const time of next) {
          const clock = clockOf(time_zone, time);
          const gap = hourLeftOut(time_zone, time);
          if (gap) count('put forward');
          if (offset(time_zone, time) < offset(time_zone, time - DAY)) count('put back');
          // What would come in an hour that there is not comes after it.
          if (gap) continue;
          expect(words?.minute ?? [clock.minute]).toContain(clock.minute);
          expect(words?.hour ?? [clock.hour]).toContain(clock.hour);
          expect(words?.month ?? [clock.month]).toContain(clock.month);
          const days = [words?.day?.includes(clock.day), words?.weekday?.includes(clock.weekday)];
          expect(days.includes(true) || days.every((fits) => fits === undefined)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    [
      'comes once, when the clocks were put forward, at a time that there is not',
      '30 2 * * *',
      '2026-03-28T12:00Z',
      ['2026-03-29T01:00', '2026-03-30T00:30'],
    ],
    [
      'comes once, the first time, at a time that comes twice',
      '30 2 * * *',
      '2026-10-24T12:00Z',
      ['2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    ['is not made up for between the two', '30 2 * * *', '2026-10-25T01:00Z', ['2026-10-26T01:30']],
    [
      'comes through both hours every half hour',
      '*/30 * * * *',
      '2026-10-25T00:00Z',
      ['2026-10-25T00:30', '2026-10-25T01:00', '2026-10-25T01:30', '2026-10-25T02:00'],
    ],
    [
      'passes over the hour that there is not',
      '*/30 * * * *',
      '2026-03-29T00:30Z',
      ['2026-03-29T01:00', '2026-03-29T01:30'],
    ],
    ['is that of the week', '0 3 * * 1', '2026-11-29T12:00Z', ['2026-11-30T02:00', '2026-12-07T02:00']],
    ['waits for a leap year', '0 0 29 2 *', '2026-11-29T12:00Z', ['2028-02-28T23:00']],
  ])('%s', (_, cron, from, expected) => {
    expect(told(timesAfter({ cron, time_zone: BERLIN }, at(from), expected.length))).toEqual(expected);
  });
});

describe('the last time that was missed', () => {
  it('is the latest up to now, however long it was', () => {
    const count = countCases('several missed', 'one missed');
    fc.assert(
      fc.property(anyCron, anyZone, anyMoment, fc.nat(60), (cron, time_zone, from, days) => {
        const times = { cron, time_zone };
        const due = first(timesAfter(times, from, 1));
        const now = due + Math.floor((days * DAY) / 7);
        const last = lastTimeUpTo(times, due, now);
        count(last === due ? 'one missed' : 'several missed');
        expect(last).toBeLessThanOrEqual(now);
        expect(first(timesAfter(times, last, 1))).toBeGreaterThan(now);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a schedule', () => {
  it.each([
    ['0 3 * *', []],
    ['0 3 * * * *', []],
    ['60 3 * * *', ['minute']],
    ['0 24 * * MON', ['hour']],
    ['x 3 0 13 8', ['minute', 'day', 'month', 'weekday']],
    ['5/15 3 * * *', ['minute']],
    ['0 3 5-1 * *', ['day']],
    ['*/0 3 * * *', ['minute']],
    ['0 0 30 2 *', []],
    ['@daily', []],
    ['0 3 L * *', ['day']],
  ])('is none with %j, and tells the words that are wrong', (cron, fields) => {
    const read = Schedule.shape.cron.safeParse(cron);
    expect(read.error?.issues.flatMap(({ path }) => path)).toEqual(fields);
    expect(read.success).toBe(false);
  });

  it('has a zone that has a name, not an offset', () => {
    expect(['Europe/Berlin', 'UTC', 'Asia/Shanghai'].every(isTimeZone)).toBe(true);
    expect(['+02:00', 'Mars/Base', '', 'Europe/Berlin '].some(isTimeZone)).toBe(false);
  });
});

/** Minutes that a zone is ahead of UTC. */
function offset(time_zone: string, time: number): number {
  const { minute, hour, day } = clockOf(time_zone, time);
  const utc = clockOf('UTC', time);
  const days = Math.abs(day - utc.day) > 1 ? Math.sign(utc.day - day) : day - utc.day;
  return (days * 24 + hour - utc.hour) * 60 + minute - utc.minute;
}

/** Whether clocks were put forward within the last hour. */
function hourLeftOut(time_zone: string, time: number): boolean {
  return offset(time_zone, time) > offset(time_zone, time - 61 * MINUTE);
}
