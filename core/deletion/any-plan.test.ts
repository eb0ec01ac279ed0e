import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DELETIONS_PER_CALL } from '../contract/delete-model.ts';
import { countCases } from '../testing/count-cases.ts';
import { nth } from '../testing/must.ts';
import { countVerdicts } from './plan.ts';
import { planChoice, planDeletion, sortInCallOrder } from './plan-deletion.ts';
import { idOf, requestAndCheck } from './testing/arbitrary-deletion.ts';
import { versions, whole } from './testing/versions.ts';

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
    const came = countCases('promised');
    fc.assert(
      fc.property(requestAndCheck, ({ request, check }) => {
        for (const version of planDeletion(request, check).affected) {
          if (version.verdict !== 'delete') continue;
          came('promised');
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
    const came = countCases('whole', 'in part');
    fc.assert(
      fc.property(requestAndCheck, ({ request, check }) => {
        const plan = planDeletion(request, check);
        const isWhole = request.chosen.size === request.listed.length && request.listed.length > 1;
        came(isWhole ? 'whole' : 'in part');
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
    const three = versions(3);
    const [a0, a1, stranger] = [nth(three, 0), nth(three, 1), nth(three, 2)];
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
