import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import { requestAndCheck } from '../../../core/deletion/testing/arbitrary-deletion.ts';
import { comparePlans } from './plan-change.ts';

describe('any plan', () => {
  it('does not differ from itself, and differs from a plan without a version by just that version', () => {
    fc.assert(
      fc.property(requestAndCheck, ({ request, check }) => {
        const plan = planDeletion(request, check);
        expect(comparePlans(plan, plan)).toBeUndefined();
        const fewer = { ...plan, affected: plan.affected.slice(1) };
        expect(comparePlans(plan, fewer)?.removed).toEqual(plan.affected.slice(0, 1));
        expect(comparePlans(fewer, plan)?.added).toEqual(plan.affected.slice(0, 1));
      }),
    );
  });
});
