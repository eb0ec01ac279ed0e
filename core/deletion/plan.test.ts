import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DELETIONS_PER_CALL } from '../contract/delete-model.ts';
import type { ModelListItem } from '../contract/model.ts';
import { idOf, requestAndCheck } from './arbitrary-deletion.ts';
import { comparePlans, countVerdicts, planDeletion } from './plan.ts';

const RUNNING = {
  service_id: 's',
  service_name: 'voice-gateway',
  status: 'running',
  infer_type: 'real-time',
};

function versions(count: number): ModelListItem[] {
  return Array.from({ length: count }, (_, i) => {
    return { model_id: idOf(i), model_name: 'pose', model_version: `1.0.${i}`, create_at: i };
  });
}

function at<T>(list: readonly T[], index: number): T {
  const item = list.at(index);
  if (item === undefined) throw new Error(`There is no item ${index}.`);
  return item;
}

const allFree = (models: readonly ModelListItem[]) => new Map(models.map((model) => [model.model_id, []]));

describe('any plan', () => {
  it('affects each version once, and the verdicts add up to the versions', () => {
    fc.assert(
      fc.property(requestAndCheck, ({ request, check }) => {
        const plan = planDeletion(request, check);
        const ids = plan.affected.map((version) => version.model_id);
        expect(new Set(ids)).toEqual(new Set(request.versions.map((version) => version.model_id)));
        expect(ids).toHaveLength(request.versions.length);
        const sum = Object.values(countVerdicts(plan)).reduce((a, b) => a + b, 0);
        expect(sum).toBe(ids.length);
      }),
    );
  });

  it('promises to delete only what was checked and found free', () => {
    fc.assert(
      fc.property(requestAndCheck, ({ request, check }) => {
        for (const version of planDeletion(request, check).affected) {
          if (version.verdict !== 'delete') continue;
          expect(check.get(version.model_id)).toEqual([]);
          expect(version.subscribed).toBe(false);
        }
      }),
    );
  });

  it('covers with its calls exactly what is within the limit, each version once', () => {
    fc.assert(
      fc.property(requestAndCheck, ({ request, check }) => {
        const plan = planDeletion(request, check);
        const covered = plan.calls.flatMap((call) => call.covers);
        const reached = plan.affected.filter((version) => version.verdict !== 'beyond-limit');
        expect(covered).toEqual(reached.map((version) => version.model_id));
        for (const call of plan.calls) expect(call.covers.length).toBeLessThanOrEqual(MAX_DELETIONS_PER_CALL);
      }),
    );
  });

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

describe('a cascade', () => {
  it.each([
    [1, 0],
    [19, 0],
    [20, 0],
    [21, 1],
    [40, 20],
    [41, 21],
  ])('over %i versions leaves %i beyond the limit', (count, beyond) => {
    const all = versions(count);
    const plan = planDeletion({ cascade: true, target: at(all, -1), versions: all }, allFree(all));
    expect(countVerdicts(plan)['beyond-limit']).toBe(beyond);
  });

  it('handles the target first, then the others oldest first', () => {
    const all = versions(4);
    const plan = planDeletion(
      { cascade: true, target: at(all, 2), versions: all.toReversed() },
      allFree(all),
    );
    expect(plan.affected.map((version) => version.model_version)).toEqual([
      '1.0.2',
      '1.0.0',
      '1.0.1',
      '1.0.3',
    ]);
  });

  it('leaves names alone that only contain the name', () => {
    const [target, ...others] = versions(2);
    const stranger = { model_id: idOf(99), model_name: 'posenet', model_version: '1.0.0' };
    if (!target) throw new Error('no target');
    const plan = planDeletion({ cascade: true, target, versions: [target, ...others, stranger] }, new Map());
    expect(plan.affected.map((version) => version.model_name)).toEqual(['pose', 'pose']);
  });
});

describe('the verdict', () => {
  const [model] = versions(1);
  if (!model) throw new Error('no model');
  const verdictFor = (services: Parameters<typeof planDeletion>[1], overrides = {}) => {
    const plan = planDeletion({ cascade: false, versions: [{ ...model, ...overrides }] }, services);
    return plan.affected[0]?.verdict;
  };

  it('is "blocked" for a version that a running service uses', () => {
    expect(verdictFor(new Map([[model.model_id, [RUNNING]]]))).toBe('blocked');
  });

  it('is "at-risk" for a version whose only service is stopped', () => {
    expect(verdictFor(new Map([[model.model_id, [{ ...RUNNING, status: 'stopped' }]]]))).toBe('at-risk');
  });

  it('is "blocked" for a service in a status that nobody has heard of', () => {
    expect(verdictFor(new Map([[model.model_id, [{ ...RUNNING, status: 'levitating' }]]]))).toBe('blocked');
  });

  it('is "blocked" for a subscribed version, checked or not', () => {
    expect(verdictFor(new Map(), { market_flag: true })).toBe('blocked');
    expect(verdictFor(new Map(), { subscription_id: 'abc' })).toBe('blocked');
  });

  it('is "unchecked", never "delete", when the check did not reach it', () => {
    expect(verdictFor(new Map())).toBe('unchecked');
  });
});
