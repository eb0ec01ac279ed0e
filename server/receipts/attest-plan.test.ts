import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalId } from '../../core/contract/id.ts';
import type { ModelListItem } from '../../core/contract/model.ts';
import type { ServiceReference } from '../../core/contract/service.ts';
import type { AffectedVersion, Plan } from '../../core/deletion/plan.ts';
import { planDeletion } from '../../core/deletion/plan-deletion.ts';
import { requestAndCheck } from '../../core/deletion/testing/arbitrary-deletion.ts';
import { attestPlan, type Facts } from './attest-plan.ts';

const factsOf = (
  listed: readonly ModelListItem[],
  check: Facts['check'],
  protections: Facts['protections'] = [],
): Facts => ({
  protections,
  models: new Map(listed.map((model) => [normalId(model.model_id), model])),
  check,
});

/** Anything that a page might say of a version, beside which one it is. */
const claims = fc.record({
  model_status: fc.constantFrom('published', 'failed'),
  model_size: fc.nat(),
  subscribed: fc.boolean(),
  services: fc.constant<ServiceReference[]>([]),
  verdict: fc.constantFrom('delete' as const, 'blocked' as const, 'unchecked' as const),
});

it('takes which versions from the page, and everything about them from the registry', () => {
  fc.assert(
    fc.property(requestAndCheck, claims, ({ request, check }, claim) => {
      const honest = planDeletion(request, check);
      const posted: Plan = {
        ...honest,
        affected: honest.affected.map((version): AffectedVersion => ({ ...version, ...claim })),
        copied_at: 1,
      };
      expect(attestPlan(posted, factsOf(request.listed, check))).toEqual(honest);
    }),
  );
});

it('refuses whatever calls a version by a name or a number that is not its own, or that is not there', () => {
  const lies = fc.constantFrom(
    { model_name: 'scratch-test' },
    { model_version: '9.9.9' },
    { model_id: 'ffffffff-ffff-4fff-8fff-ffffffffffff' },
  );
  fc.assert(
    fc.property(requestAndCheck, lies, fc.nat(), ({ request, check }, lie, place) => {
      const honest = planDeletion(request, check);
      const liar = place % honest.affected.length;
      const affected = honest.affected.map((version, at) => (at === liar ? { ...version, ...lie } : version));
      const attest = () => attestPlan({ ...honest, affected }, factsOf(request.listed, check));
      expect(attest).toThrow(expect.objectContaining({ code: 'Coppice.0015' }));
    }),
  );
});

it('refuses a cascade over a name that has a version which nobody confirmed', () => {
  const [first, second, third] = ['1.0.0', '1.0.1', '1.0.2'].map((model_version, index) => {
    return { model_id: `m${index}`, model_name: 'pose', model_version };
  });
  if (!first || !second || !third) throw new Error('three versions');
  const plan = planDeletion({ listed: [first, second], chosen: new Set(['m0', 'm1']) }, new Map());
  expect(plan.cascades).toEqual(['pose']);
  expect(() => attestPlan(plan, factsOf([first, second, third], new Map()))).toThrow(
    /pose 1\.0\.2 \(m2\) as well/,
  );
});

it('refuses what is protected, and says of what is left alone only what is so', () => {
  const [first, second, third] = ['1.0.0', '1.0.1', '1.0.2'].map((model_version, index) => {
    return { model_id: `m${index}`, model_name: 'pose', model_version };
  });
  if (!first || !second || !third) throw new Error('three versions');
  const golden = { ...first, note: 'golden', user_name: 'ana', created_at: 1, until: null };
  const listed = [first, second, third];
  const chosen = new Set(['m0', 'm1', 'm2']);
  const honest = planDeletion({ listed, chosen, protections: [golden] }, new Map());
  const facts = factsOf(listed, new Map(), [golden]);
  expect(attestPlan(honest, facts)).toEqual(honest);
  expect(() => attestPlan(planDeletion({ listed, chosen }, new Map()), facts)).toThrow(
    /pose 1\.0\.0 \(m0\) is protected by ana/,
  );
  const lies = [
    { ...second, protection: golden },
    { ...first, model_version: '9.9.9', protection: { ...golden, note: 'a lie' } },
    { model_id: 'nowhere', model_name: 'pose', model_version: '1.0.0', protection: golden },
  ];
  expect(attestPlan({ ...honest, protected: lies }, facts)).toEqual(honest);
});
