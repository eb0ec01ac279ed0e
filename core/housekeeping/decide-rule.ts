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
  'source-unknown',
  'no-reason',
] as const;

/** Those of them by which it stays as something is not known that the rule asks for. */
export const LEFT_OUT_CLAUSES = ['date-unknown', 'source-unknown'] as const satisfies Clause[];

/** Why a version can go, in the order in which it is asked. */
export const DELETE_CLAUSES = ['failed', 'not-in-newest', 'older', 'duplicate', 'idle'] as const;

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
  /** Whether a newer version of its name has the same size and source; undefined where its own are not known. */
  isDuplicate?: boolean | undefined;
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
 * not checked stays, and so does one without a date where the rule asks for one. Of a name all versions have to be there, also
 * those that are not in the scope: which are the newest, and whether anything of it is in use, depends on the others. Where
 * the newest go by date, those without one have no place among them.
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
  const names = rule.delete.idle_for_days === undefined ? undefined : usesOfNames(versions);
  return scope.map((version) => {
    const name = names?.get(version.model_name);
    const clause =
      keepClause(rule, version, { rank: ranks.keep?.get(version), now }) ??
      deleteClause(rule, version, { rank: ranks.delete?.get(version), name, now }) ??
      unknownClause(rule, version, name) ??
      'no-reason';
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

/** Of a name: whether any version may be in use, and when the newest came, in ms since the epoch; undefined where one has no date. */
type NameUse = { isUsed: boolean; latest: number | undefined };

function usesOfNames(versions: readonly RuledVersion[]): Map<string, NameUse> {
  const byName = Map.groupBy(versions, (version) => version.model_name);
  return new Map(
    [...byName].map(([name, ofName]) => {
      const latest = ofName.every(hasDate)
        ? ofName.reduce((last, { create_at = 0 }) => Math.max(last, create_at), 0)
        : undefined;
      return [name, { isUsed: ofName.some(({ services }) => services !== 0), latest }];
    }),
  );
}

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

function deleteClause(
  rule: Rule,
  version: RuledVersion,
  { rank, name, now }: Asked & { name: NameUse | undefined },
): Clause | undefined {
  const {
    failed,
    not_in_newest: newest,
    older_than_days: days,
    duplicates,
    idle_for_days: idle,
  } = rule.delete;
  if (failed && FAILED.has(version.model_status)) return 'failed';
  if (newest && rank !== undefined && rank >= newest.count) return 'not-in-newest';
  const age = ageOf(version, now);
  if (days !== undefined && age !== undefined && age > days * DAY_MS) return 'older';
  if (duplicates && version.isDuplicate) return 'duplicate';
  if (idle === undefined || name?.isUsed || name?.latest === undefined) return undefined;
  return now - name.latest > idle * DAY_MS ? 'idle' : undefined;
}

/** What is not known of a version that a reason to delete asks for. */
function unknownClause(rule: Rule, version: RuledVersion, name: NameUse | undefined): Clause | undefined {
  const isIdleUnknown = name !== undefined && !name.isUsed && name.latest === undefined;
  if (isIdleUnknown || (needsDate(rule, 'delete') && !hasDate(version))) return 'date-unknown';
  return rule.delete.duplicates && version.isDuplicate === undefined ? 'source-unknown' : undefined;
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
