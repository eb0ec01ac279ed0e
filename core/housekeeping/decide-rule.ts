import { compareVersions, type ModelListItem } from '../contract/model.ts';
import { fitsNamePattern } from './name-pattern.ts';
import type { Order, Rule } from './rule.ts';

/** Why a version is kept, in the order in which it is asked. */
export const KEEP_CLAUSES = [
  'protected',
  'in-use',
  'not-checked',
  'subscribed',
  'newest',
  'younger',
  'date-unknown',
  'no-reason',
] as const;

/** Why a version can go, in the order in which it is asked. */
export const DELETE_CLAUSES = ['failed', 'not-in-newest', 'older'] as const;

export const CLAUSES = [...KEEP_CLAUSES, ...DELETE_CLAUSES] as const;
export type Clause = (typeof CLAUSES)[number];

/** What a rule says of a version. */
export const VERDICTS = ['KEEP', 'DELETE'] as const;
export type RuleVerdict = (typeof VERDICTS)[number];

/** What is known of a version. Size in bytes, time in ms since the epoch; 0 where the registry does not tell. */
export type RuledVersion = Pick<
  ModelListItem,
  | 'model_id'
  | 'model_name'
  | 'model_version'
  | 'model_type'
  | 'model_status'
  | 'model_size'
  | 'description'
  | 'create_at'
> & {
  isSubscribed: boolean;
  /** How many services use it; undefined where that was not checked. */
  services: number | undefined;
  /** Why it is protected; undefined where it is not. */
  protection?: string | undefined;
};

/** A version of a rule's scope, and the clause that decided. */
export type Decision<Version extends RuledVersion = RuledVersion> = {
  version: Version;
  clause: Clause;
  verdict: RuleVerdict;
};

/**
 * What a rule says of each version of its scope. What is not known is never a reason to delete: a version whose services were
 * not checked stays, and so does one without a date where the rule asks for one. Of a name all versions have to be there, as
 * which are the newest depends on the others; where that goes by date, those without one have no place among them.
 *
 * @param now in ms since the epoch.
 * @returns a decision for each version of the scope, in the order in which they came.
 */
export function decideRule<Version extends RuledVersion>(
  rule: Rule,
  versions: readonly Version[],
  now: number,
): Decision<Version>[] {
  const scope = versions.filter((version) => isInScope(rule, version));
  const ranks = {
    keep: rule.keep.newest && ranksBy(scope, rule.keep.newest.by),
    delete: rule.delete.not_in_newest && ranksBy(scope, rule.delete.not_in_newest.by),
  };
  return scope.map((version) => {
    const clause =
      keepClause(rule, version, { rank: ranks.keep?.get(version), now }) ??
      deleteClause(rule, version, { rank: ranks.delete?.get(version), now }) ??
      (needsDate(rule, 'delete') && !hasDate(version) ? 'date-unknown' : 'no-reason');
    return { version, clause, verdict: verdictOf(clause) };
  });
}

/** What a clause leads to. */
export function verdictOf(clause: Clause): RuleVerdict {
  return DELETING.has(clause) ? 'DELETE' : 'KEEP';
}

const DELETING: ReadonlySet<Clause> = new Set(DELETE_CLAUSES);

/** Builds that came to nothing. Source: contract.md, List. */
const FAILED: ReadonlySet<string | undefined> = new Set(['failed', 'building_failed']);

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a rule is about a version. */
export function isInScope({ scope }: Rule, version: RuledVersion): boolean {
  const { names, types, labels } = scope;
  if (types && !types.some((type) => type === version.model_type)) return false;
  if (labels && !labels.some((label) => hasLabel(version.description ?? '', label))) return false;
  return names.some((pattern) => fitsNamePattern(pattern, version.model_name));
}

const PART_OF_A_WORD = /[\p{Script=Latin}\d_]/u;

/** Whether a text has a label as a word: `test` is none of `latest`. What is written without spaces is found anywhere. */
function hasLabel(text: string, label: string): boolean {
  const [within, wanted] = [text.toLowerCase(), label.toLowerCase()];
  const [before, after] = [PART_OF_A_WORD.test(wanted.at(0) ?? ''), PART_OF_A_WORD.test(wanted.at(-1) ?? '')];
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1)) {
    const continuesBefore = before && PART_OF_A_WORD.test(within.charAt(at - 1));
    const continuesAfter = after && PART_OF_A_WORD.test(within.charAt(at + wanted.length));
    if (!continuesBefore && !continuesAfter) return true;
  }
  return false;
}

/** What is asked beside the version: its place among the newest, from 0 on, undefined where it has none. */
type Asked = { rank: number | undefined; now: number };

function keepClause(rule: Rule, version: RuledVersion, { rank, now }: Asked): Clause | undefined {
  const { newest, younger_than_days: days } = rule.keep;
  if (version.protection !== undefined) return 'protected';
  if ((version.services ?? 0) > 0) return 'in-use';
  if (version.services === undefined) return 'not-checked';
  if (version.isSubscribed) return 'subscribed';
  if (newest && rank !== undefined && rank < newest.count) return 'newest';
  const age = ageOf(version, now);
  if (days !== undefined && age !== undefined && age < days * DAY_MS) return 'younger';
  return needsDate(rule, 'keep') && age === undefined ? 'date-unknown' : undefined;
}

function deleteClause(rule: Rule, version: RuledVersion, { rank, now }: Asked): Clause | undefined {
  const { failed, not_in_newest: newest, older_than_days: days } = rule.delete;
  if (failed && FAILED.has(version.model_status)) return 'failed';
  if (newest && rank !== undefined && rank >= newest.count) return 'not-in-newest';
  const age = ageOf(version, now);
  return days !== undefined && age !== undefined && age > days * DAY_MS ? 'older' : undefined;
}

/** Whether clauses of a rule ask when a version was made. */
function needsDate(rule: Rule, side: 'keep' | 'delete'): boolean {
  return side === 'keep'
    ? rule.keep.younger_than_days !== undefined || rule.keep.newest?.by === 'created'
    : rule.delete.older_than_days !== undefined || rule.delete.not_in_newest?.by === 'created';
}

function hasDate({ create_at }: RuledVersion): boolean {
  return create_at !== undefined && create_at > 0;
}

function ageOf(version: RuledVersion, now: number): number | undefined {
  return hasDate(version) ? now - (version.create_at ?? 0) : undefined;
}

/** The place of each version among those of its name, the newest first. */
function ranksBy(scope: readonly RuledVersion[], by: Order): Map<RuledVersion, number> {
  const ranked = by === 'version' ? scope : scope.filter(hasDate);
  const ranks = new Map<RuledVersion, number>();
  for (const ofName of Map.groupBy(ranked, (version) => version.model_name).values()) {
    for (const [rank, version] of ofName.toSorted(NEWEST_FIRST[by]).entries()) ranks.set(version, rank);
  }
  return ranks;
}

/** To the last by something that no two versions share, so that the order in which they come decides nothing. */
const NEWEST_FIRST: Record<Order, (a: RuledVersion, b: RuledVersion) => number> = {
  version: (a, b) => byVersion(a, b) || byDate(a, b) || byId(a, b),
  created: (a, b) => byDate(a, b) || byVersion(a, b) || byId(a, b),
};

function byVersion(a: RuledVersion, b: RuledVersion): number {
  return compareVersions(b.model_version, a.model_version);
}

function byDate(a: RuledVersion, b: RuledVersion): number {
  return (b.create_at ?? 0) - (a.create_at ?? 0);
}

function byId(a: RuledVersion, b: RuledVersion): number {
  if (a.model_id === b.model_id) return 0;
  return a.model_id < b.model_id ? 1 : -1;
}
