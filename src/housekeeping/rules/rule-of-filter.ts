import { momentOfAge, partsOfAge } from '../../../core/console-api/models/age-parts.ts';
import { isCreatedAge } from '../../../core/console-api/models/created-age.ts';
import { boundsOf, isCreatedSpan } from '../../../core/console-api/models/list-choices.ts';
import type { ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import { FAILED_STATUSES } from '../../../core/contract/model-choices.ts';
import { NEW_DRAFT, type RuleDraft } from './rule-draft.ts';

/** What of a filter a rule does not say, or says otherwise. */
export type LeftOfFilter =
  | { part: 'search'; search: string }
  | { part: 'status'; status: string }
  | { part: 'created'; created: NonNullable<ModelFilters['created']> }
  /** Both kinds of failed builds, in place of one. */
  | { part: 'failed' }
  | { part: 'in_use' | 'protected' | 'size' | 'owner' | 'newest' | 'reason' };

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS_OF_A_YEAR = 365;

/**
 * A rule that deletes what a filter of the list finds, as far as one can say it. Reasons of a rule are each enough, where
 * those of a filter hold together: the first is the reason, and what the others let pass is kept.
 *
 * @param now in ms since the epoch.
 */
export function ruleOfFilter(filters: ModelFilters, now: number): { draft: RuleDraft; left: LeftOfFilter[] } {
  const { search, status, type = [], not_in_newest: newest } = filters;
  const isFailed = status?.some((one) => FAILED.has(one)) === true && !status.some((one) => !FAILED.has(one));
  const days = olderThan(filters.created, now);
  const byNewest = newest === undefined ? undefined : { isOn: true, count: newest, by: 'version' as const };
  const byAge = days === undefined ? undefined : { isOn: true, count: days, by: 'version' as const };
  const reason = isFailed ? 'failed' : byAge ? 'age' : byNewest ? 'newest' : undefined;
  const off = {
    keepNewest: { ...NEW_DRAFT.keepNewest, isOn: false },
    keepYounger: { ...NEW_DRAFT.keepYounger, isOn: false },
  };
  return {
    draft: {
      ...NEW_DRAFT,
      ...off,
      names: search ? `*${search}*` : '*',
      types: new Set(type),
      deleteFailed: reason === 'failed',
      ...(reason === 'age' && byAge && { deleteOlder: byAge }),
      ...(reason === 'newest' && byNewest && { deleteNotNewest: byNewest }),
      ...(reason !== 'newest' && byNewest && { keepNewest: byNewest }),
      ...(reason !== 'age' && byAge && { keepYounger: byAge }),
    },
    left: leftOf(filters, { isFailed, days, hasReason: reason !== undefined }),
  };
}

const FAILED: ReadonlySet<string> = new Set(FAILED_STATUSES);

type Taken = { isFailed: boolean; days: number | undefined; hasReason: boolean };

function leftOf(filters: ModelFilters, { isFailed, days, hasReason }: Taken): LeftOfFilter[] {
  const { search, status = [], type, created, not_in_newest: newest } = filters;
  return [
    ...(search ? [{ part: 'search', search } as const] : []),
    ...(isFailed ? [] : status.map((one) => ({ part: 'status', status: one }) as const)),
    ...(isFailed && status.length < FAILED.size ? [{ part: 'failed' } as const] : []),
    ...(created && days === undefined ? [{ part: 'created', created } as const] : []),
    ...(filters.in_use !== undefined && filters.in_use !== 'no' ? [{ part: 'in_use' } as const] : []),
    ...(filters.protected === 'yes' ? [{ part: 'protected' } as const] : []),
    ...(filters.size ? [{ part: 'size' } as const] : []),
    ...(filters.owner ? [{ part: 'owner' } as const] : []),
    ...(type && newest ? [{ part: 'newest' } as const] : []),
    ...(hasReason ? [] : [{ part: 'reason' } as const]),
  ];
}

/** How many days ago a filter's versions were created at least; undefined where it finds younger ones. */
function olderThan(created: ModelFilters['created'], now: number): number | undefined {
  if (created === 'older') return DAYS_OF_A_YEAR;
  if (created === undefined || created === 'week' || created === 'month' || created === 'year')
    return undefined;
  if (isCreatedAge(created)) {
    const age = partsOfAge(created);
    return age.side === 'older' ? daysSince(momentOfAge(age, now), now) : undefined;
  }
  if (!isCreatedSpan(created)) return undefined;
  const { from, to } = boundsOf(created);
  return from === undefined && to !== undefined && to < now ? daysSince(to, now) : undefined;
}

function daysSince(moment: number, now: number): number {
  return Math.max(Math.round((now - moment) / DAY_MS), 1);
}
