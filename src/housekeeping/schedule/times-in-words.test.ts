import { expect, it } from 'vitest';
import { formatInZone, timesInWords } from './times-in-words.ts';

it.each([
  ['0 3 * * MON', 'Every Monday at 03:00'],
  ['0 3,15 * * *', 'Every day at 03:00 and 15:00'],
  ['30 4 * * 1-5', 'From Monday to Friday at 04:30'],
  ['5 0 1,15 * *', 'On days 1 and 15 of each month at 00:05'],
  ['0 0 13 * FRI', 'On day 13 of each month and every Friday at 00:00'],
  ['*/20 * * * *', 'Every hour at minutes 0, 20 and 40'],
  ['* * * * *', 'Every minute'],
  ['0 3 1 1,7 *', 'On day 1 of each month at 03:00, in January and July'],
  ['*/15 1-2 * * 0', 'Every Sunday in hours 1 and 2 at minutes 0, 15, 30 and 45'],
  ['*/30 6-20 * * 1-5', 'From Monday to Friday in hours 6 to 20 at minutes 0 and 30'],
  ['0-9,30 * * * *', 'Every hour at minutes 0 to 9 and 30'],
  ['0 3 1-7,15 * *', 'On days 1 to 7 and 15 of each month at 03:00'],
  ['0 25 * * *', '0 25 * * *'],
])('says %s in words', (cron, words) => {
  expect(timesInWords({ cron, time_zone: 'UTC' })).toBe(`${words}, UTC`);
});

it('says a moment by the clock of a zone, which it names', () => {
  const at = Date.parse('2026-11-30T02:00Z');
  expect(formatInZone(at, 'Europe/Berlin')).toMatch(/^Mon, 30 Nov 2026, 03:00 (CET|GMT\+1)$/);
  expect(formatInZone(at, 'America/Sao_Paulo')).toMatch(/^Sun, 29 Nov 2026, 23:00 GMT\u22123$/);
});
