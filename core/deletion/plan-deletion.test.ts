import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DELETIONS_PER_CALL } from '../contract/delete-model.ts';
import type { ModelListItem } from '../contract/model.ts';
import { countVerdicts } from './plan.ts';
import { planChoice, planDeletion, planOneCall, sortInCallOrder } from './plan-deletion.ts';
import { idOf, requestAndCheck } from './testing/arbitrary-deletion.ts';

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
  it('affects each chosen version once, and the verdicts add up to the versions', () => {
    fc.assert(
      fc.property(requestAndCheck, ({ request, check }) => {
        const plan = planDeletion(request, check);
        const ids = plan.affected.map((version) => version.model_id);
        expect(new Set(ids)).toEqual(request.chosen);
        expect(ids).toHaveLength(request.chosen.size);
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

  it('covers every version with its calls, and nothing else, at most 20 a call', () => {
    fc.assert(
      fc.property(requestAndCheck, ({ request, check }) => {
        const plan = planDeletion(request, check);
        const covered = new Set(plan.calls.flatMap((call) => call.covers));
        expect(covered).toEqual(new Set(plan.affected.map((version) => version.model_id)));
        for (const call of plan.calls) expect(call.covers.length).toBeLessThanOrEqual(MAX_DELETIONS_PER_CALL);
      }),
    );
  });

  it('cascades a name only when every version of it was chosen', () => {
    fc.assert(
      fc.property(requestAndCheck, ({ request, check }) => {
        const plan = planDeletion(request, check);
        const isWhole = request.chosen.size === request.listed.length && request.listed.length > 1;
        expect(plan.cascades).toEqual(isWhole ? ['posenet'] : []);
        expect(plan.calls.some((call) => call.cascade)).toBe(isWhole);
      }),
    );
  });
});

describe('a choice', () => {
  /** Everything that is listed is a candidate, and what is not chosen is kept. */
  const choices = requestAndCheck.map(({ request, check }) => {
    const candidates = new Set(request.listed.map((version) => version.model_id));
    return { choice: { ...request, candidates }, check };
  });

  it('plans what goes as if nothing had been kept beside it', () => {
    fc.assert(
      fc.property(choices, ({ choice, check }) => {
        expect(planChoice(choice, check).plan).toEqual(planDeletion(choice, check));
      }),
    );
  });

  it('shows every candidate once, as it is foreseen, in the order of the calls if all went', () => {
    fc.assert(
      fc.property(choices, ({ choice, check }) => {
        const all = planDeletion({ ...choice, chosen: choice.candidates }, check);
        expect(planChoice(choice, check).candidates).toEqual(
          all.affected.map((version) => ({ ...version, isKept: !choice.chosen.has(version.model_id) })),
        );
        const inOrder = sortInCallOrder(choice.listed, choice.target);
        expect(inOrder.map((version) => version.model_id)).toEqual(
          all.affected.map((version) => version.model_id),
        );
      }),
    );
  });

  it('shows nothing that is no candidate, and keeps names together though they are listed mixed', () => {
    const [a0, a1, stranger] = [at(versions(3), 0), at(versions(3), 1), at(versions(3), 2)];
    const b = { ...a0, model_id: idOf(9), model_name: 'b' };
    const listed = [a1, b, a0, stranger];
    const candidates = new Set([a0.model_id, a1.model_id, b.model_id]);
    const planned = planChoice({ listed, candidates, chosen: new Set([a1.model_id]) }, new Map());
    expect(planned.plan.affected.map((version) => version.model_id)).toEqual([a1.model_id]);
    expect(planned.candidates.map((version) => [version.model_id, version.isKept])).toEqual([
      [a0.model_id, true],
      [a1.model_id, false],
      [b.model_id, true],
    ]);
  });
});

describe('a name that may have versions beside those that could be read', () => {
  it('never goes by cascade, and everything else about its plan is the same', () => {
    fc.assert(
      fc.property(requestAndCheck, ({ request, check }) => {
        const sure = planDeletion(request, check);
        const unsure = planDeletion({ ...request, unsure: new Set(['posenet']) }, check);
        expect(unsure.affected).toEqual(sure.affected);
        expect(unsure.cascades).toEqual([]);
        expect(unsure.calls).toEqual(
          sure.affected.map(({ model_id }) => ({ model_id, cascade: false, covers: [model_id] })),
        );
      }),
    );
  });

  it('takes no cascade from the other names', () => {
    const all = versions(2);
    const others = all.map((model) => ({ ...model, model_id: `${model.model_id}-b`, model_name: 'b' }));
    const plan = planDeletion({ ...whole([...all, ...others]), unsure: new Set(['b']) }, new Map());
    expect(plan.cascades).toEqual(['pose']);
  });
});

const whole = (listed: readonly ModelListItem[], target?: string) => ({
  listed,
  chosen: new Set(listed.map((model) => model.model_id)),
  target,
});

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
    const [first, second] = versions(2);
    if (!first || !second) throw new Error('no versions');
    const chosen = new Set([first.model_id, stranger.model_id]);
    const plan = planDeletion({ listed: [first, second, stranger], chosen }, new Map());
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
    const plan = planOneCall(at(all, -1), all, true, allFree(all));
    expect(plan.calls).toHaveLength(1);
    expect(countVerdicts(plan)['beyond-limit']).toBe(beyond);
  });

  it('leaves names alone that only contain the name', () => {
    const [target, other] = versions(2);
    const stranger = { model_id: idOf(99), model_name: 'posenet', model_version: '1.0.0' };
    if (!target || !other) throw new Error('no versions');
    const plan = planOneCall(target, [target, other, stranger], true, new Map());
    expect(plan.affected.map((version) => version.model_name)).toEqual(['pose', 'pose']);
  });
});

describe('the verdict', () => {
  const [model] = versions(1);
  if (!model) throw new Error('no model');
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
