import type { Rule } from '../../core/housekeeping/rule.ts';
import { type CleanupSettings, cutoffsOf, FIGURES, type Reason } from '../../core/housekeeping/suggest.ts';
import { m } from '../messages/messages.js';
import { REASON_TITLES } from './reason-words.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The rule that says what a reason does.
 *
 * @param now in ms since the epoch: months are told in days, as many as they are now.
 */
export function proposedRule(reason: Reason, settings: CleanupSettings, now: number): Rule {
  const clauses = clausesOf(reason, settings, now);
  return { name: nameOf(reason, settings), scope: { names: ['*'] }, keep: {}, ...clauses };
}

function clausesOf(
  reason: Reason,
  settings: CleanupSettings,
  now: number,
): Partial<Pick<Rule, 'keep'>> & Pick<Rule, 'delete'> {
  const { old, idle = now } = cutoffsOf(settings, now);
  switch (reason) {
    case 'failed':
      return { keep: { younger_than_days: settings.failed_days }, delete: { failed: true } };
    case 'not-in-newest':
      return { delete: { not_in_newest: { count: settings.newest, by: 'version' } } };
    case 'old':
      return { delete: { older_than_days: daysSince(old, now) } };
    case 'copy':
      return { delete: { duplicates: true } };
    case 'idle':
      // A rule counts from one day on.
      return { delete: { idle_for_days: Math.max(daysSince(idle, now), 1) } };
    default:
      return reason satisfies never;
  }
}

function daysSince(moment: number, now: number): number {
  return Math.floor((now - moment) / DAY_MS);
}

function nameOf(reason: Reason, settings: CleanupSettings): string {
  const [title, figure] = [REASON_TITLES[reason](), FIGURES[reason]];
  return figure ? m.cleanup_rule_name({ reason: title, figure: String(settings[figure]) }) : title;
}
