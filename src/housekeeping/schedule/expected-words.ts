import type { CronField } from '../../../core/housekeeping/schedule/cron-words.ts';
import { m } from '../../messages/messages.js';

/** What each of the five cron words can be. */
export const CRON_EXPECTED: Record<CronField, () => string> = {
  minute: m.schedule_expected_minute,
  hour: m.schedule_expected_hour,
  day: m.schedule_expected_day,
  month: m.schedule_expected_month,
  weekday: m.schedule_expected_weekday,
};
