import type { CleanupSettings, Reason } from '../../core/housekeeping/suggest.ts';
import { m } from '../messages/messages.js';
import { formatCount } from '../ui/text/format.ts';

/** A reason as the heading of its card. */
export const REASON_TITLES: Record<Reason, () => string> = {
  failed: m.cleanup_reason_failed,
  'not-in-newest': m.cleanup_reason_newest,
  old: m.cleanup_reason_old,
  copy: m.cleanup_reason_copy,
  idle: m.cleanup_reason_idle,
};

/** What the figure of a reason means, before and after it. */
export const FIGURE_LABELS: Record<keyof CleanupSettings, () => string> = {
  failed_days: m.cleanup_figure_failed,
  newest: m.cleanup_figure_newest,
  old_months: m.cleanup_figure_old,
  idle_months: m.cleanup_figure_idle,
};

export const FIGURE_UNITS: Record<keyof CleanupSettings, (count: { count: number }) => string> = {
  failed_days: m.cleanup_unit_days,
  newest: m.cleanup_unit_versions,
  old_months: m.cleanup_unit_months,
  idle_months: m.cleanup_unit_months,
};

/** Why a version can go, in a few words. */
export function whyInWords(reason: Reason, settings: CleanupSettings): string {
  switch (reason) {
    case 'failed':
      return m.cleanup_why_failed({ count: settings.failed_days });
    case 'not-in-newest':
      return m.cleanup_why_newest({ count: settings.newest });
    case 'old':
      return m.cleanup_why_old({ count: settings.old_months });
    case 'copy':
      return m.cleanup_why_copy();
    case 'idle':
      return settings.idle_months === 0
        ? m.cleanup_why_idle_any()
        : m.cleanup_why_idle({ count: settings.idle_months });
    default:
      return reason satisfies never;
  }
}

/** What a reason is, in a sentence. */
export const REASON_HELP: Record<Reason, () => string> = {
  failed: m.cleanup_help_failed,
  'not-in-newest': m.cleanup_help_newest,
  old: m.cleanup_help_old,
  copy: m.cleanup_help_copy,
  idle: m.cleanup_help_idle,
};

/** How many stay as it is not known whether the reason is true of them. */
export function leftOutInWords(reason: Reason, count: number): string {
  const said = { count, shown: formatCount(count) };
  switch (reason) {
    case 'failed':
      return m.cleanup_left_failed(said);
    case 'not-in-newest':
      return m.cleanup_left_newest(said);
    case 'old':
      return m.cleanup_left_old(said);
    case 'copy':
      return m.cleanup_left_copy(said);
    case 'idle':
      return m.cleanup_left_idle(said);
    default:
      return reason satisfies never;
  }
}
