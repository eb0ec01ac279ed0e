import type { Rule } from '../../core/housekeeping/rule.ts';
import { type CleanupSettings, cutoffsOf, type Reason } from '../../core/housekeeping/suggest.ts';
import { m } from '../messages/messages.js';
import { REASON_TITLES } from './reason-words.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The rule that says what a reason does, where the words of rules can: they know no copies, and nothing of whole names.
 *
 * @param now in ms since the epoch: months are told in days, as many as they are now.
 */
export function proposedRule(reason: Reason, settings: CleanupSettings, now: number): Rule | undefined {
  const clauses = clausesOf(reason, settings, now);
  return clauses && { name: nameOf(reason, settings), scope: { names: ['*'] }, keep: {}, ...clauses };
}

function clausesOf(
  reason: Reason,
  settings: CleanupSettings,
  now: number,
): (Partial<Pick<Rule, 'keep'>> & Pick<Rule, 'delete'>) | undefined {
  switch (reason) {
    case 'failed':
      return { keep: { younger_than_days: settings.failed_days }, delete: { failed: true } };
    case 'not-in-newest':
      return { delete: { not_in_newest: { count: settings.newest, by: 'version' } } };
    case 'old':
      return { delete: { older_than_days: Math.floor((now - cutoffsOf(settings, now).old) / DAY_MS) } };
    case 'copy':
    case 'idle':
      return undefined;
    default:
      return reason satisfies never;
  }
}

function nameOf(reason: Reason, { failed_days, newest, old_months }: CleanupSettings): string {
  const figure = { failed: failed_days, 'not-in-newest': newest, old: old_months, copy: 0, idle: 0 }[reason];
  return m.cleanup_rule_name({ reason: REASON_TITLES[reason](), figure: String(figure) });
}
