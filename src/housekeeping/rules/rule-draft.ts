import { MODEL_TYPES } from '../../../core/contract/model-choices.ts';
import { type Newest, type Order, Rule } from '../../../core/housekeeping/rule.ts';
import { NEW_SCHEDULE, type ScheduleDraft, scheduleDraftOf, scheduleIn } from '../schedule/schedule-draft.ts';

/** A clause that counts, on or off; the figure stays when it is switched off. */
export type DraftCount = { isOn: boolean; count: number; by: Order };

/** A rule as its form has it, which may not be one yet. Patterns and labels are a line each. */
export type RuleDraft = {
  name: string;
  names: string;
  types: ReadonlySet<string>;
  labels: string;
  keepNewest: DraftCount;
  keepYounger: DraftCount;
  deleteFailed: boolean;
  deleteNotNewest: DraftCount;
  deleteOlder: DraftCount;
  deleteDuplicates: boolean;
  deleteIdle: DraftCount;
  schedule: ScheduleDraft;
};

const count = (isOn: boolean, figure: number): DraftCount => ({ isOn, count: figure, by: 'version' });

/** Where a new rule begins: with what is rarely wrong. */
export const NEW_DRAFT: RuleDraft = {
  name: '',
  names: '*',
  types: new Set(),
  labels: '',
  keepNewest: count(true, 3),
  keepYounger: count(true, 30),
  deleteFailed: true,
  deleteNotNewest: count(false, 10),
  deleteOlder: count(false, 365),
  deleteDuplicates: false,
  deleteIdle: count(false, 180),
  schedule: NEW_SCHEDULE,
};

/** A rule as its form has it. */
export function draftOf({ name, scope, keep, delete: reasons, schedule }: Rule): RuleDraft {
  return {
    name,
    names: scope.names.join('\n'),
    types: new Set(scope.types),
    labels: (scope.labels ?? []).join('\n'),
    keepNewest: newestOf(keep.newest, NEW_DRAFT.keepNewest),
    keepYounger: daysOf(keep.younger_than_days, NEW_DRAFT.keepYounger),
    deleteFailed: reasons.failed === true,
    deleteNotNewest: newestOf(reasons.not_in_newest, NEW_DRAFT.deleteNotNewest),
    deleteOlder: daysOf(reasons.older_than_days, NEW_DRAFT.deleteOlder),
    deleteDuplicates: reasons.duplicates === true,
    deleteIdle: daysOf(reasons.idle_for_days, NEW_DRAFT.deleteIdle),
    schedule: scheduleDraftOf(schedule),
  };
}

function newestOf(newest: Newest | undefined, usual: DraftCount): DraftCount {
  return newest ? { isOn: true, ...newest } : { ...usual, isOn: false };
}

function daysOf(days: number | undefined, usual: DraftCount): DraftCount {
  return { ...usual, isOn: days !== undefined, count: days ?? usual.count };
}

/** What a draft says, right or not. */
export function saidBy(draft: RuleDraft): Rule {
  const { keepNewest, keepYounger, deleteNotNewest, deleteOlder, deleteIdle } = draft;
  const types = MODEL_TYPES.filter((type) => draft.types.has(type));
  const labels = linesOf(draft.labels);
  const schedule = scheduleIn(draft.schedule);
  return {
    name: draft.name.trim(),
    scope: {
      names: linesOf(draft.names),
      ...(types.length > 0 && { types }),
      ...(labels.length > 0 && { labels }),
    },
    keep: {
      ...(keepNewest.isOn && { newest: newestIn(keepNewest) }),
      ...(keepYounger.isOn && { younger_than_days: keepYounger.count }),
    },
    delete: {
      ...(draft.deleteFailed && { failed: true }),
      ...(deleteNotNewest.isOn && { not_in_newest: newestIn(deleteNotNewest) }),
      ...(deleteOlder.isOn && { older_than_days: deleteOlder.count }),
      ...(draft.deleteDuplicates && { duplicates: true }),
      ...(deleteIdle.isOn && { idle_for_days: deleteIdle.count }),
    },
    ...(schedule && { schedule }),
  };
}

function newestIn({ count: figure, by }: DraftCount): Newest {
  return { count: figure, by };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The part of the form that a draft is no rule for. */
export type DraftTrouble = 'name' | 'name-taken' | 'names' | 'labels' | 'keep' | 'reasons' | 'schedule';

const TROUBLES = ['name', 'keep', 'schedule'] as const;

/**
 * The rule that a draft is, or what of it is not right yet.
 *
 * @param taken the names of other rules.
 */
export function ruleOf(
  draft: RuleDraft,
  taken: readonly string[] = [],
): { rule: Rule } | { trouble: DraftTrouble } {
  const parsed = Rule.safeParse(saidBy(draft));
  if (parsed.success)
    return taken.includes(parsed.data.name) ? { trouble: 'name-taken' } : { rule: parsed.data };
  const [first, second] = parsed.error.issues[0]?.path ?? [];
  if (first === 'scope') return { trouble: second === 'labels' ? 'labels' : 'names' };
  return { trouble: TROUBLES.find((trouble) => trouble === first) ?? 'reasons' };
}
