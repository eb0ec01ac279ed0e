import { MAX_PLANNED_VERSIONS } from '../../../core/console-api/deletions/receipts.ts';
import type { Schedule } from '../../../core/housekeeping/schedule/schedule.ts';

/** A schedule as its form has it, which may not be one yet; what was written stays where it is switched off. */
export type ScheduleDraft = {
  isAsked: boolean;
  cron: string;
  timeZone: string;
  isOn: boolean;
  isUnattended: boolean;
  mostVersions: number;
  mostBytes: number;
  quietMinutes: number;
};

const GIGABYTE = 1_000_000_000;

/** Where a new schedule begins. The zone is that of the browser. */
export const NEW_SCHEDULE: ScheduleDraft = {
  isAsked: false,
  cron: '0 3 * * MON',
  timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  isOn: true,
  isUnattended: false,
  mostVersions: 100,
  mostBytes: 10 * GIGABYTE,
  quietMinutes: 60,
};

/** A schedule as its form has it. */
export function scheduleDraftOf(schedule: Schedule | undefined): ScheduleDraft {
  if (!schedule) return NEW_SCHEDULE;
  const { cron, time_zone: timeZone, enabled: isOn, unattended } = schedule;
  return {
    ...NEW_SCHEDULE,
    ...{ isAsked: true, cron, timeZone, isOn, isUnattended: unattended !== undefined },
    ...(unattended && {
      mostVersions: unattended.most_versions,
      mostBytes: unattended.most_bytes,
      quietMinutes: unattended.quiet_minutes,
    }),
  };
}

/** What a draft says, right or not; undefined where the rule is not asked by a schedule. */
export function scheduleIn(draft: ScheduleDraft): Schedule | undefined {
  if (!draft.isAsked) return undefined;
  return {
    cron: draft.cron.trim(),
    time_zone: draft.timeZone,
    enabled: draft.isOn,
    ...(draft.isUnattended && {
      unattended: {
        most_versions: draft.mostVersions,
        most_bytes: draft.mostBytes,
        quiet_minutes: draft.quietMinutes,
      },
    }),
  };
}

/** Bytes as the form has them, to the byte. */
export const gigabytesOf = (bytes: number): number => bytes / GIGABYTE;
export const bytesOf = (gigabytes: number): number => Math.round(gigabytes * GIGABYTE);

/** As many versions as a run may be let delete. */
export const MOST_VERSIONS = MAX_PLANNED_VERSIONS;
