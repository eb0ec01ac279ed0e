import { describe, expect, it } from 'vitest';
import type { ModelListItem } from '../contract/model.ts';
import { first, nth } from '../testing/must.ts';
import { countVerdicts } from './plan.ts';
import { planDeletion, planOneCall } from './plan-deletion.ts';
import { idOf } from './testing/arbitrary-deletion.ts';
import { versions, whole } from './testing/versions.ts';

const RUNNING = {
  service_id: 's',
  service_name: 'voice-gateway',
  status: 'running',
  infer_type: 'real-time',
};

const allFree = (models: readonly ModelListItem[]) => new Map(models.map((model) => [model.model_id, []]));

describe('a whole name', () => {
  it.each([
    [2, 1],
    [19, 1],
    [20, 1],
    [21, 2],
    [40, 2],
    [41, 3],
  ])('of %i free versions takes %i calls', (count, calls) => {
    const all = versions(count);
    expect(planDeletion(whole(all), allFree(all)).calls).toHaveLength(calls);
  });

  it('goes by calls of which each begins with a version that the ones before have left', () => {
    const all = versions(41);
    const { calls } = planDeletion(whole(all), allFree(all));
    expect(calls.map((call) => [call.model_id, call.cascade])).toEqual([
      [idOf(0), true],
      [idOf(20), true],
      [idOf(40), false],
    ]);
  });

  it('goes by single calls once those in use fill all 20 places of a cascade', () => {
    const all = versions(30);
    const check = new Map(all.map(({ model_id }, place) => [model_id, place < 20 ? [RUNNING] : []]));
    const { calls } = planDeletion(whole(all), check);
    expect(calls[0]?.cascade).toBe(true);
    expect(calls.slice(1).map((call) => call.cascade)).toEqual(Array(10).fill(false));
  });

  it('has its target first, then the others oldest first', () => {
    const all = versions(4);
    const plan = planDeletion(whole(all.toReversed(), idOf(2)), allFree(all));
    expect(plan.affected.map((version) => version.model_version)).toEqual([
      '1.0.2',
      '1.0.0',
      '1.0.1',
      '1.0.3',
    ]);
  });

  it('of one version is one call without cascade: nothing can join it in the last moment', () => {
    const all = versions(1);
    expect(planDeletion(whole(all), allFree(all)).calls).toMatchObject([{ cascade: false }]);
  });

  it('is not made whole by a name that contains it', () => {
    const stranger = { model_id: idOf(99), model_name: 'posenet', model_version: '1.0.0' };
    const listed = versions(2);
    const chosen = new Set([first(listed).model_id, stranger.model_id]);
    const plan = planDeletion({ listed: [...listed, stranger], chosen }, new Map());
    expect(plan.cascades).toEqual([]);
  });
});

describe('one cascade call, made as it is', () => {
  it.each([
    [1, 0],
    [20, 0],
    [21, 1],
    [41, 21],
  ])('over %i versions leaves %i beyond the limit', (count, beyond) => {
    const all = versions(count);
    const plan = planOneCall(nth(all, -1), all, true, allFree(all));
    expect(plan.calls).toHaveLength(1);
    expect(countVerdicts(plan)['beyond-limit']).toBe(beyond);
  });

  it('leaves names alone that only contain the name', () => {
    const listed = versions(2);
    const stranger = { model_id: idOf(99), model_name: 'posenet', model_version: '1.0.0' };
    const plan = planOneCall(first(listed), [...listed, stranger], true, new Map());
    expect(plan.affected.map((version) => version.model_name)).toEqual(['pose', 'pose']);
  });
});

describe('the verdict', () => {
  const model = first(versions(1));
  const verdictFor = (services: Parameters<typeof planDeletion>[1], overrides = {}) => {
    const plan = planDeletion(whole([{ ...model, ...overrides }]), services);
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
