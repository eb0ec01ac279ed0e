import { Cron } from 'croner';
import * as z from 'zod';
import { MAX_PLANNED_VERSIONS } from '../../console-api/deletions/receipts.ts';
import { everComes, plainCron, readCronWords } from './cron-words.ts';

/** A quiet time has to be long enough to be seen, and short enough to be of the same week. In minutes. */
export const MIN_QUIET_MINUTES = 5;
export const MAX_QUIET_MINUTES = 7 * 24 * 60;

const MAX_CRON_LENGTH = 200;

/** Cron words for times that come; each that is wrong is told with its place (`params.at`, from 0 on). */
const CronText = z
  .string()
  .max(MAX_CRON_LENGTH)
  .superRefine((text, context) => {
    const read = readCronWords(text);
    if ('words' in read) {
      if (!everComes(read.words))
        context.addIssue({ code: 'custom', message: 'never comes', params: { at: 0 } });
      return;
    }
    for (const { field, at } of read.mistakes) {
      const path = field === 'count' ? [] : [field];
      context.addIssue({ code: 'custom', message: 'is no cron word', path, params: { at } });
    }
  });

/** What is deleted without a person: at most so much a run, and after a time in which anybody may cancel it. */
const Unattended = z.strictObject({
  /** Over either, a run waits for a person; so it does where a size is not known. */
  most_versions: z.int().min(1).max(MAX_PLANNED_VERSIONS),
  most_bytes: z.int().min(1),
  quiet_minutes: z.int().min(MIN_QUIET_MINUTES).max(MAX_QUIET_MINUTES),
});
export type Unattended = z.infer<typeof Unattended>;

/** When a rule is asked by itself. What it finds is proposed to people, or deleted without them (`unattended`). */
export const Schedule = z.strictObject({
  cron: CronText,
  /** As the IANA names it: `Europe/Berlin`. */
  time_zone: z.string().max(64).refine(isTimeZone, { error: 'must be a time zone, as Europe/Berlin' }),
  enabled: z.boolean().default(true),
  unattended: Unattended.exactOptional(),
});
export type Schedule = z.infer<typeof Schedule>;

/** The cron words of a schedule, and where their clock hangs. */
export type Times = Pick<Schedule, 'cron' | 'time_zone'>;

/**
 * The next times of a schedule, strictly after a moment. In ms since the epoch. A time that does not exist, as clocks are
 * put forward, comes when they were; one that comes twice, as they are put back, comes the first time. What comes every so
 * many minutes does so through both hours.
 */
export function timesAfter({ cron, time_zone }: Times, after: number, count: number): number[] {
  return (clockOf({ cron, time_zone })?.nextRuns(count, new Date(after)) ?? []).map((time) => time.getTime());
}

function clockOf({ cron, time_zone }: Times): Cron | undefined {
  const read = readCronWords(cron);
  if ('mistakes' in read) return undefined;
  return new Cron(plainCron(read.words), { timezone: time_zone, paused: true, mode: '5-part' });
}

const HOUR_MS = 3_600_000;

/** The last time of a schedule up to a moment, at or after `from`, which is one. In ms since the epoch. */
export function lastTimeUpTo(times: Times, from: number, now: number): number {
  const clock = clockOf(times);
  const after = (time: number) => clock?.nextRun(new Date(time))?.getTime();
  let last = from;
  // Backwards in ever larger steps to where one comes, and from there forward: a year of minutes is not counted through.
  for (let back = HOUR_MS; back < now - from; back *= 2) {
    const found = after(now - back);
    if (found !== undefined && found <= now) {
      last = Math.max(last, found);
      break;
    }
  }
  for (;;) {
    const next = after(last);
    if (next === undefined || next > now) return last;
    last = next;
  }
}

/** Whether the machine knows a time zone of this name; offsets are none, as they know no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
