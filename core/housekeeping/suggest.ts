/** Why a version is suggested to be deleted, in the order in which it is told. */
export const REASONS = ['failed', 'not-in-newest', 'old', 'copy', 'idle'] as const;
export type Reason = (typeof REASONS)[number];

/** The figures of the reasons: what an operator tunes. */
export type CleanupSettings = {
  /** `failed`: a build that failed more than so many days ago. */
  failed_days: number;
  /** `not-in-newest`: a version that is not among so many newest of its name, by version (1.10.0 is newer than 1.9.0). */
  newest: number;
  /** `old`: a version that was created more than so many months ago. */
  old_months: number;
  /** `idle`: of a name of which no service uses any version, and to which nothing came for so many months; 0 for at any time. */
  idle_months: number;
};

export const USUAL_SETTINGS: CleanupSettings = {
  failed_days: 30,
  newest: 10,
  old_months: 12,
  idle_months: 6,
};

/** From and to which figures can be tuned. */
export const LIMITS = {
  failed_days: { min: 1, max: 3650 },
  newest: { min: 1, max: 50 },
  old_months: { min: 1, max: 120 },
  idle_months: { min: 0, max: 120 },
} as const satisfies Record<keyof CleanupSettings, { min: number; max: number }>;

/** The figure of each reason; a copy is one without. */
export const FIGURES = {
  failed: 'failed_days',
  'not-in-newest': 'newest',
  old: 'old_months',
  copy: undefined,
  idle: 'idle_months',
} as const satisfies Record<Reason, keyof CleanupSettings | undefined>;

/** Moments in ms since the epoch, each the beginning of a day in UTC: what is of before is old enough. */
export type Cutoffs = { failed: number; old: number; idle: number | undefined };

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days and months are counted back from the present day, so that nothing is ever taken too early. */
export function cutoffsOf(settings: CleanupSettings, now: number): Cutoffs {
  const today = now - (now % DAY_MS);
  return {
    failed: today - settings.failed_days * DAY_MS,
    old: monthsBefore(today, settings.old_months),
    idle: settings.idle_months === 0 ? undefined : monthsBefore(today, settings.idle_months),
  };
}

/** The same day of a month so many months before, or the last one of it. */
function monthsBefore(day: number, months: number): number {
  const date = new Date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() - months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth));
}

/** What is known of a version. Times in ms since the epoch, 0 where the registry does not tell. */
export type CleanupFacts = {
  isFailed: boolean;
  create_at: number;
  /** Among the versions of its name, 1 for the newest; undefined where its number has no place among them. */
  place: number | undefined;
  isCopy: boolean;
  /** Whether its size and its source are known. */
  isComparable: boolean;
  /** Of its name: whether any service uses a version, and when its newest and its oldest version came. */
  name: { isUsed: boolean; latest_create_at: number; earliest_create_at: number };
};

/**
 * The reasons to delete a version that nothing holds; which those are is asked before. What is not known is no reason: a
 * version without a date is not old, and one without a place is among the newest.
 */
export function reasonsFor(facts: CleanupFacts, settings: CleanupSettings, now: number): Reason[] {
  const cutoffs = cutoffsOf(settings, now);
  const { isFailed, create_at, place, isCopy, name } = facts;
  const isOf: Record<Reason, boolean> = {
    failed: isFailed && isBefore(create_at, cutoffs.failed),
    'not-in-newest': place !== undefined && place > settings.newest,
    old: isBefore(create_at, cutoffs.old),
    copy: isCopy,
    idle: !name.isUsed && isIdleSince(name, cutoffs.idle),
  };
  return REASONS.filter((reason) => isOf[reason]);
}

/** The reasons of which it cannot be told whether they are any: something is not known that they ask for. */
export function undecidedFor(facts: CleanupFacts, settings: CleanupSettings): Reason[] {
  const { isFailed, create_at, place, isComparable, name } = facts;
  const isOf: Record<Reason, boolean> = {
    failed: isFailed && create_at <= 0,
    'not-in-newest': place === undefined,
    old: create_at <= 0,
    copy: !isComparable,
    idle: !name.isUsed && settings.idle_months > 0 && name.earliest_create_at <= 0,
  };
  return REASONS.filter((reason) => isOf[reason]);
}

function isBefore(at: number, cutoff: number): boolean {
  return at > 0 && at < cutoff;
}

function isIdleSince(
  { latest_create_at, earliest_create_at }: CleanupFacts['name'],
  cutoff: number | undefined,
) {
  return cutoff === undefined || (earliest_create_at > 0 && latest_create_at < cutoff);
}
