import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import { MODEL_STATUSES } from '../../../core/contract/model-choices.ts';
import { decideRule, type RuledVersion } from '../../../core/housekeeping/decide-rule.ts';
import { countCases } from '../../../core/testing/count-cases.ts';
import { ruleOf } from './rule-draft.ts';
import { ruleOfFilter } from './rule-of-filter.ts';

const NOW = Date.UTC(2026, 10, 29, 12);
const DAY = 24 * 60 * 60 * 1000;

const filterSets: fc.Arbitrary<ModelFilters> = fc.record(
  {
    status: fc.constantFrom(['failed' as const, 'building_failed' as const]),
    created: fc.constantFrom(
      'older' as const,
      'older-90d' as const,
      'older-2w' as const,
      '..2026-09-01' as const,
    ),
    not_in_newest: fc.integer({ min: 1, max: 3 }),
    in_use: fc.constant('no' as const),
    protected: fc.constant('no' as const),
  },
  { requiredKeys: [] },
);

const versions = fc.array(
  fc.record({
    model_name: fc.constantFrom('pose', 'yolo'),
    model_status: fc.constantFrom(...MODEL_STATUSES),
    // Well away from where days are rounded.
    days: fc.constantFrom(5, 40, 120, 500),
    isHeld: fc.boolean(),
    isProtected: fc.boolean(),
  }),
  { maxLength: 10 },
);

/** What a filter finds by itself, of versions each newer than those before it. */
function found(filters: ModelFilters, all: readonly (RuledVersion & { days: number })[]): string[] {
  const older = { older: 365, 'older-90d': 90, 'older-2w': 14, '..2026-09-01': 89 };
  return all
    .filter((version, place) => {
      const newer = all.slice(place + 1).filter((other) => other.model_name === version.model_name).length;
      return (
        (!filters.status || filters.status.some((status) => status === version.model_status)) &&
        (!filters.created ||
          version.days > (Object.entries(older).find(([key]) => key === filters.created)?.[1] ?? 0)) &&
        (!filters.not_in_newest || newer >= filters.not_in_newest)
      );
    })
    .map((version) => version.model_id);
}

describe('a rule that is made of a filter', () => {
  it('deletes just what the filter finds, of what a rule may delete, where nothing is said to be left', () => {
    const came = countCases('deleted', 'with three clauses');
    fc.assert(
      fc.property(filterSets, versions, (filters, made) => {
        const all = made.map(({ isHeld, isProtected, days, ...version }, place) => ({
          ...version,
          days,
          model_id: String(place),
          model_version: `1.0.${place}`,
          create_at: NOW - days * DAY,
          isSubscribed: false,
          services: isHeld ? 1 : 0,
          protection: isProtected ? 'kept' : undefined,
        }));
        const { draft, left } = ruleOfFilter(filters, NOW);
        const written = ruleOf({ ...draft, name: 'a rule' });
        expect('rule' in written).toBe(left.length === 0);
        if (!('rule' in written)) return;
        const decided = decideRule(written.rule, all, NOW).filter(({ verdict }) => verdict === 'DELETE');
        const free = new Set(
          all.filter((one) => one.services === 0 && !one.protection).map((one) => one.model_id),
        );
        expect(decided.map(({ version }) => version.model_id)).toEqual(
          found(filters, all).filter((id) => free.has(id)),
        );
        if (decided.length > 0) came('deleted');
        if (filters.status && filters.created && filters.not_in_newest) came('with three clauses');
      }),
    );
  });

  it.each<[ModelFilters, string[]]>([
    [{ search: 'pose', status: ['failed'] }, ['search', 'failed']],
    [{ status: ['published', 'failed'] }, ['status', 'status', 'reason']],
    [{ created: 'week' }, ['created', 'reason']],
    [{ created: 'last-3m', not_in_newest: 3 }, ['created']],
    [{ in_use: 'yes', protected: 'yes', created: 'older' }, ['in_use', 'protected']],
    [{ size: '1GB..', owner: ['ann'], not_in_newest: 2, type: ['PyTorch'] }, ['size', 'owner', 'newest']],
  ])('of %j says what it could not take along', (filters, parts) => {
    expect(ruleOfFilter(filters, NOW).left.map(({ part }) => part)).toEqual(parts);
  });

  it('takes the names that a search finds and the types', () => {
    const { draft } = ruleOfFilter({ search: 'pose', type: ['PyTorch'], created: 'older-6m' }, NOW);
    expect(draft).toMatchObject({ names: '*pose*', types: new Set(['PyTorch']), deleteFailed: false });
    expect(draft.deleteOlder).toMatchObject({ isOn: true, count: 184 });
    expect([draft.keepNewest.isOn, draft.keepYounger.isOn, draft.deleteNotNewest.isOn]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
