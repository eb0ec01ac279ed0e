import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideRule, type RuledVersion } from '../../core/housekeeping/decide-rule.ts';
import { Rule } from '../../core/housekeeping/rule.ts';
import {
  type CleanupSettings,
  REASONS,
  type Reason,
  reasonsFor,
  USUAL_SETTINGS,
} from '../../core/housekeeping/suggest.ts';
import { countCases } from '../../core/testing/count-cases.ts';
import { proposedRule } from './proposed-rule.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-11-29T15:00:00Z');

const registry = fc.uniqueArray(
  fc.record({
    number: fc.nat(30),
    status: fc.constantFrom('published', 'failed'),
    // In days; what is of the day on which a figure ends is told by the hour in a rule.
    age: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(0, 28, 32, 300, 400) }, fc.constant(null)),
    isDuplicate: fc.constantFrom(true, false, undefined),
  }),
  { selector: ({ number }) => number, maxLength: 12 },
);

it('is a rule that deletes what the page suggests', () => {
  const count = countCases<Reason>(...REASONS);
  const settings = fc.constantFrom<CleanupSettings>(
    USUAL_SETTINGS,
    { ...USUAL_SETTINGS, newest: 1, old_months: 1, idle_months: 1 },
    { ...USUAL_SETTINGS, newest: 3, failed_days: 200, idle_months: 12 },
  );
  fc.assert(
    fc.property(registry, settings, fc.boolean(), (rows, asked, isUsed) => {
      const created = rows.map(({ age }) => (age === null ? 0 : NOW - age * DAY));
      const versions = rows.map(({ number, status, age, isDuplicate }): RuledVersion => {
        const of = { model_id: `id-${number}`, model_name: 'pose', model_version: `1.${number}.0` };
        const create_at = age === null ? 0 : NOW - age * DAY;
        return { ...of, model_status: status, create_at, isSubscribed: false, services: 0, isDuplicate };
      });
      // What a service uses is never suggested: it only has its name in use, or not.
      const other = { model_id: 'other', model_name: 'pose', model_version: '0.0.1', isSubscribed: false };
      const used: RuledVersion[] = isUsed ? [{ ...other, create_at: NOW - 900 * DAY, services: 1 }] : [];
      for (const reason of REASONS) {
        const rule = Rule.parse(proposedRule(reason, asked, NOW));
        const decisions = decideRule(rule, [...versions, ...used], NOW);
        const going = decisions.filter(({ verdict }) => verdict === 'DELETE');
        const suggested = rows.filter(({ number, status, age, isDuplicate }) => {
          const facts = {
            isFailed: status === 'failed',
            create_at: age === null ? 0 : NOW - age * DAY,
            place: rows.filter((newer) => newer.number > number).length + 1,
            ...{ isCopy: isDuplicate === true, isComparable: isDuplicate !== undefined },
            name: {
              isUsed,
              latest_create_at: Math.max(...created),
              earliest_create_at: Math.min(...created),
            },
          };
          return reasonsFor(facts, asked, NOW).includes(reason);
        });
        expect(going.map(({ version }) => version.model_id).sort(), reason).toEqual(
          suggested.map(({ number }) => `id-${number}`).sort(),
        );
        if (going.length > 0) count(reason);
      }
    }),
  );
});

it('counts from a day on what is without any use at any time', () => {
  const rule = proposedRule('idle', { ...USUAL_SETTINGS, idle_months: 0 }, NOW);
  expect(rule.delete).toEqual({ idle_for_days: 1 });
});
