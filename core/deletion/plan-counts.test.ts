import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FATES, fateOf } from './fates.ts';
import { countToGo, sumOf } from './plan-counts.ts';
import { planDeletion } from './plan-deletion.ts';
import { requestAndCheck } from './testing/arbitrary-deletion.ts';

it('sums up a plan so that every version stands in one term, as what becomes of it', () => {
  fc.assert(
    fc.property(requestAndCheck, fc.nat(5), ({ request, check }, kept) => {
      const plan = planDeletion(request, check);
      const { total, terms } = sumOf(plan, { kept });
      const counted = Object.fromEntries(terms.map(({ fate, count }) => [fate, count]));
      for (const fate of FATES) {
        const there = plan.affected.filter((version) => fateOf({ ...version, isKept: false }) === fate);
        expect(counted[fate] ?? 0).toBe(there.length + (fate === 'kept' ? kept : 0));
      }
      expect(total).toBe(plan.affected.length + kept);
      if (counted.delete !== undefined) expect(countToGo(plan)).toBe(counted.delete);
    }),
  );
});
