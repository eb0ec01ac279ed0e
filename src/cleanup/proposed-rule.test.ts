import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideRule, type RuledVersion } from '../../core/housekeeping/decide-rule.ts';
import { Rule } from '../../core/housekeeping/rule.ts';
import { type CleanupSettings, reasonsFor, USUAL_SETTINGS } from '../../core/housekeeping/suggest.ts';
import { countCases } from '../../core/testing/count-cases.ts';
import { proposedRule } from './proposed-rule.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-11-29T15:00:00Z');

const registry = fc.uniqueArray(
  fc.record({
    number: fc.nat(30),
    status: fc.constantFrom('published', 'failed'),
    // In days; what is of the day on which a figure ends is told by the hour in a rule.
    age: fc.constantFrom(null, 0, 28, 32, 300, 400),
  }),
  { selector: ({ number }) => number, maxLength: 12 },
);

it('is a rule that deletes what the page suggests', () => {
  const count = countCases('failed', 'not-in-newest', 'old');
  const settings = fc.constantFrom<CleanupSettings>(
    USUAL_SETTINGS,
    { ...USUAL_SETTINGS, newest: 1, old_months: 1 },
    { ...USUAL_SETTINGS, newest: 3, failed_days: 200 },
  );
  fc.assert(
    fc.property(registry, settings, (rows, asked) => {
      const versions = rows.map(({ number, status, age }): RuledVersion => {
        const of = { model_id: `id-${number}`, model_name: 'pose', model_version: `1.${number}.0` };
        const create_at = age === null ? 0 : NOW - age * DAY;
        return { ...of, model_status: status, create_at, isSubscribed: false, services: 0 };
      });
      for (const reason of ['failed', 'not-in-newest', 'old'] as const) {
        const rule = Rule.parse(proposedRule(reason, asked, NOW));
        const going = decideRule(rule, versions, NOW).filter(({ verdict }) => verdict === 'DELETE');
        const suggested = rows.filter(({ number, status, age }) => {
          const facts = {
            isFailed: status === 'failed',
            create_at: age === null ? 0 : NOW - age * DAY,
            place: rows.filter((other) => other.number > number).length + 1,
            ...{ isCopy: false, isComparable: false },
            name: { isUsed: true, latest_create_at: NOW, earliest_create_at: NOW },
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

it('is none for what rules have no words for', () => {
  expect(proposedRule('copy', USUAL_SETTINGS, NOW)).toBeUndefined();
  expect(proposedRule('idle', USUAL_SETTINGS, NOW)).toBeUndefined();
});
