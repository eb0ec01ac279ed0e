import { type CronWords, readCronWords } from '../../../core/housekeeping/schedule/cron-words.ts';
import type { Times } from '../../../core/housekeeping/schedule/schedule.ts';
import { m } from '../../messages/messages.js';
import { formatList, kept, LOCALE } from '../../ui/text/format.ts';

/** When a schedule comes, in words: `Every Monday at 03:00, Europe/Berlin`; the cron words where they are none. */
export function timesInWords({ cron, time_zone: zone }: Times): string {
  const read = readCronWords(cron);
  if ('mistakes' in read) return m.schedule_when_in_zone({ when: cron, zone });
  const { words } = read;
  const when = whenInWords(words);
  const inMonths = words.month
    ? m.schedule_in_months({ when, months: formatList(words.month.map(monthWord)) })
    : when;
  return m.schedule_when_in_zone({ when: inMonths, zone });
}

function whenInWords(words: CronWords): string {
  const times = hoursInWords(words);
  // What comes every hour does so every day.
  if (!words.day && !words.weekday && !words.hour)
    return times.charAt(0).toLocaleUpperCase(LOCALE) + times.slice(1);
  return m.schedule_when({ days: daysInWords(words), times });
}

function daysInWords({ day, weekday }: CronWords): string {
  if (day && weekday) {
    const weekdays = formatList(weekday.map(weekdayWord));
    return m.schedule_date_or_weekday({ count: day.length, days: numbersInWords(day), weekdays });
  }
  if (day) return m.schedule_every_date({ count: day.length, days: numbersInWords(day) });
  return weekday ? weekdaysInWords(weekday) : m.schedule_every_day();
}

function weekdaysInWords(weekdays: readonly number[]): string {
  const [first = 0] = weekdays;
  const last = weekdays.at(-1) ?? first;
  if (weekdays.length > 2 && last - first === weekdays.length - 1)
    return m.schedule_weekdays_range({ first: weekdayWord(first), last: weekdayWord(last) });
  return m.schedule_every_weekday({ weekdays: formatList(weekdays.map(weekdayWord)) });
}

/** More times of a day than these are said by hours and minutes. */
const MAX_TIMES = 6;

function hoursInWords({ hour, minute }: CronWords): string {
  if (!hour && !minute) return m.schedule_every_minute();
  const minutes = numbersInWords(minute ?? []);
  if (!hour) return m.schedule_every_hour_at({ count: minute?.length ?? 0, minutes });
  const hours = numbersInWords(hour);
  if (!minute) return m.schedule_hours_every_minute({ count: hour.length, hours });
  if (hour.length * minute.length > MAX_TIMES)
    return m.schedule_hours_at({ count: hour.length, hours, minutes });
  const times = hour.flatMap((at) => minute.map((past) => `${twoDigits(at)}:${twoDigits(past)}`));
  return m.schedule_at({ times: formatList(times) });
}

/** 1, 15 and 20 to 30: Chinese has no word between numbers. */
function numbersInWords(numbers: readonly number[]): string {
  const [last = '', ...before] = runsOf(numbers).flatMap(runInWords).toReversed();
  if (before.length === 0) return last;
  const first = before
    .toReversed()
    .reduce((all, next) => m.schedule_numbers_comma({ first: all, last: next }));
  return m.schedule_numbers({ first, last });
}

/** Numbers in their order, those that follow on each other together. */
function runsOf(numbers: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs;
}

function runInWords(run: readonly number[]): string[] {
  const [first, last] = [run[0], run.at(-1)];
  return run.length > 2
    ? [m.schedule_numbers_range({ first: String(first), last: String(last) })]
    : run.map(String);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** Of a week that begins with a Sunday, and of a year. */
const A_SUNDAY = Date.UTC(2023, 0, 1);

function weekdayWord(day: number): string {
  return weekdayFormat().format(A_SUNDAY + day * 24 * 3_600_000);
}

function monthWord(month: number): string {
  return monthFormat().format(Date.UTC(2023, month - 1, 1));
}

const weekdayFormat = kept(() => new Intl.DateTimeFormat(LOCALE, { weekday: 'long', timeZone: 'UTC' }));
const monthFormat = kept(() => new Intl.DateTimeFormat(LOCALE, { month: 'long', timeZone: 'UTC' }));

/** Mon, 30 Nov 2026, 03:00 CET: a moment by the clock of a zone, which is said. `at` in ms since the epoch. */
export function formatInZone(at: number, zone: string): string {
  // An offset is not broken over two lines.
  return zoneFormat(zone).format(at).replace('GMT-', 'GMT\u2212');
}

const zoneFormat = kept(
  (timeZone: string) =>
    new Intl.DateTimeFormat(LOCALE, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
      timeZoneName: 'short',
    }),
);
