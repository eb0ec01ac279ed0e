import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePlans, isUsedAlike } from './plan-change.ts';
import { planDeletion } from './plan-deletion.ts';
import { requestAndCheck } from './testing/arbitrary-deletion.ts';

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

describe('a version that another service uses', () => {
  const service = { service_id: 's1', service_name: 'voice', status: 'running', infer_type: 'real-time' };
  const other = { ...service, service_id: 's2' };
  const listed = [{ model_id: 'a', model_name: 'pose', model_version: '1.0.0' }];
  const planFor = (...using: (typeof service)[]) =>
    planDeletion({ listed, chosen: new Set(['a']) }, new Map([['a', using]]));

  it('has changed to whoever asks for services, and not to whoever asks for verdicts', () => {
    expect(comparePlans(planFor(service), planFor(other))).toBeUndefined();
    expect(comparePlans(planFor(service), planFor(other), isUsedAlike)?.changed).toMatchObject([
      { before: { services: [service] }, after: { services: [other] } },
    ]);
    expect(comparePlans(planFor(service, other), planFor(other, service), isUsedAlike)).toBeUndefined();
    expect(comparePlans(planFor(service), planFor(), isUsedAlike)?.changed).toHaveLength(1);
  });
});
