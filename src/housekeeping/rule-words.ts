import type { Clause } from '../../core/housekeeping/decide-rule.ts';
import type { Newest, Order, Rule } from '../../core/housekeeping/rule.ts';
import type { Schedule } from '../../core/housekeeping/schedule/schedule.ts';
import { m } from '../messages/messages.js';
import { formatCount, formatList, formatSize } from '../ui/text/format.ts';
import { timesInWords } from './schedule/times-in-words.ts';

/** By what the newest are told, in words. */
export function orderWord(by: Order): string {
  return by === 'version' ? m.rules_by_version() : m.rules_by_created();
}

const counted = (count: number) => ({ count, shown: formatCount(count) });
const newest = ({ count, by }: Newest) => ({ ...counted(count), by: orderWord(by) });

/** What a rule says, in sentences of which each stands alone. */
export function ruleSentences({ scope, keep, delete: reasons }: Rule): string[] {
  const { names, types, labels } = scope;
  const isAll = names.includes('*');
  const deletes = [
    ...(reasons.failed ? [m.rules_part_failed()] : []),
    ...(reasons.not_in_newest ? [m.rules_part_not_newest(newest(reasons.not_in_newest))] : []),
    ...(reasons.older_than_days ? [m.rules_part_older(counted(reasons.older_than_days))] : []),
    ...(reasons.duplicates ? [m.rules_part_duplicates()] : []),
    ...(reasons.idle_for_days ? [m.rules_part_idle(counted(reasons.idle_for_days))] : []),
  ];
  const keeps = [
    ...(keep.newest ? [m.rules_part_newest(newest(keep.newest))] : []),
    ...(keep.younger_than_days ? [m.rules_part_younger(counted(keep.younger_than_days))] : []),
  ];
  return [
    ...(isAll ? [m.rules_says_all()] : []),
    ...(!isAll && names.length > 0 ? [m.rules_says_names({ names: formatList(names) })] : []),
    ...(types ? [m.rules_says_types({ types: formatList(types) })] : []),
    ...(labels ? [m.rules_says_labels({ labels: formatList(labels) })] : []),
    ...(deletes.length > 0 ? [m.rules_says_delete({ reasons: formatList(deletes) })] : []),
    ...(keeps.length > 0 ? [m.rules_says_keep({ kept: formatList(keeps) })] : []),
    m.rules_keep_always(),
  ];
}

/** When a rule is asked by itself, and what becomes of what it finds. */
export function scheduleSentence(schedule: Schedule): string {
  const { enabled, unattended } = schedule;
  const when = timesInWords(schedule);
  if (!enabled) return m.schedule_says_off({ when });
  const then = unattended
    ? m.schedule_says_unattended({
        ...counted(unattended.most_versions),
        size: formatSize(unattended.most_bytes),
        quiet: formatCount(unattended.quiet_minutes),
      })
    : m.schedule_says_proposes();
  return m.schedule_says({ when, then });
}

/** Why a version goes or stays by a rule. */
export function clauseWords(clause: Clause, { keep, delete: reasons }: Rule): string {
  switch (clause) {
    case 'protected':
      return m.rules_clause_protected();
    case 'in-use':
      return m.rules_clause_in_use();
    case 'not-checked':
      return m.rules_clause_not_checked();
    case 'subscribed':
      return m.rules_clause_subscribed();
    case 'newest':
      return keep.newest ? m.rules_clause_newest(newest(keep.newest)) : '';
    case 'younger':
      return m.rules_clause_younger(counted(keep.younger_than_days ?? 0));
    case 'date-unknown':
      return m.rules_clause_date_unknown();
    case 'source-unknown':
      return m.rules_clause_source_unknown();
    case 'no-reason':
      return m.rules_clause_no_reason();
    case 'failed':
      return m.rules_clause_failed();
    case 'not-in-newest':
      return reasons.not_in_newest ? m.rules_clause_not_newest(newest(reasons.not_in_newest)) : '';
    case 'older':
      return m.rules_clause_older(counted(reasons.older_than_days ?? 0));
    case 'duplicate':
      return m.rules_clause_duplicate();
    case 'idle':
      return m.rules_clause_idle(counted(reasons.idle_for_days ?? 0));
    default:
      return clause satisfies never;
  }
}
