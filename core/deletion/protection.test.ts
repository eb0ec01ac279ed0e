import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalId } from '../contract/id.ts';
import { countCases } from '../testing/count-cases.ts';
import { first } from '../testing/must.ts';
import { FATES, fateOf } from './fates.ts';
import { Plan } from './plan.ts';
import { comparePlans } from './plan-change.ts';
import { countKept, sumOf } from './plan-counts.ts';
import { planChoice, planDeletion } from './plan-deletion.ts';
import { protectionFinder } from './protection.ts';
import { idOf, protectedRequest } from './testing/arbitrary-deletion.ts';
import { versions, whole } from './testing/versions.ts';

const GOLDEN = { note: 'golden', user_name: 'ana', created_at: 1, until: null };

describe('what is protected', () => {
  it('is covered by no call, and every version that is chosen goes or is left alone as protected', () => {
    const came = countCases('nothing protected', 'some', 'all');
    fc.assert(
      fc.property(protectedRequest, ({ request, check }) => {
        const plan = planDeletion(request, check);
        const protectionOf = protectionFinder(request.protections);
        const isProtected = new Map(
          request.listed.map((model) => [model.model_id, protectionOf(model) !== undefined]),
        );
        const leftAlone = (plan.protected ?? []).map((version) => version.model_id);
        came(leftAlone.length === 0 ? 'nothing protected' : plan.affected.length > 0 ? 'some' : 'all');
        for (const call of plan.calls) {
          for (const id of [call.model_id, ...call.covers]) expect(isProtected.get(id)).toBe(false);
        }
        const going = plan.affected.map((version) => version.model_id);
        expect(new Set([...going, ...leftAlone])).toEqual(request.chosen);
        expect(going.length + leftAlone.length).toBe(request.chosen.size);
        for (const id of leftAlone) expect(isProtected.get(id)).toBe(true);
      }),
    );
  });

  it('keeps its name from being cascaded, though nothing of what goes is protected', () => {
    const came = countCases('protected');
    fc.assert(
      fc.property(protectedRequest, ({ request, check }) => {
        const plan = planDeletion(request, check);
        if (request.protections.every(({ model_name }) => model_name !== 'posenet')) return;
        came('protected');
        expect(plan.cascades).toEqual([]);
        expect(plan.calls.every((call) => !call.cascade && call.covers.length === 1)).toBe(true);
      }),
    );
  });

  it('stands in one term of the sum, beside what goes and what is kept', () => {
    fc.assert(
      fc.property(protectedRequest, ({ request, check }) => {
        const all = new Set(request.listed.map((model) => model.model_id));
        const { plan, candidates } = planChoice({ ...request, candidates: all }, check);
        const { total, terms } = sumOf(plan, { kept: countKept(candidates) });
        expect(total).toBe(candidates.length);
        expect(terms.reduce((sum, { count }) => sum + count, 0)).toBe(total);
        const counted = Object.fromEntries(terms.map(({ fate, count }) => [fate, count]));
        for (const fate of FATES) {
          const there = candidates.filter((version) => fateOf(version) === fate);
          expect(counted[fate] ?? 0).toBe(there.length);
        }
      }),
    );
  });

  it('changes nothing about the plan for the rest', () => {
    fc.assert(
      fc.property(protectedRequest, ({ request, check }) => {
        const plan = planDeletion(request, check);
        const going = new Set(plan.affected.map((version) => version.model_id));
        const { protections: _, ...unprotected } = request;
        const rest = planDeletion({ ...unprotected, chosen: going }, check);
        expect(plan.affected).toEqual(rest.affected);
      }),
    );
  });

  it('is told by its own protection, and else by that of its name', () => {
    const [a, b] = versions(2);
    if (!a || !b) throw new Error('two versions');
    const ofName = { model_name: 'pose', model_id: '', model_version: '', ...GOLDEN, note: 'all of it' };
    const ofA = { ...a, ...GOLDEN, model_id: normalId(a.model_id), note: 'this one' };
    const find = protectionFinder([ofName, ofA]);
    expect(find({ ...a, model_id: a.model_id.toUpperCase() })?.note).toBe('this one');
    expect(find(b)?.note).toBe('all of it');
    expect(find({ ...b, model_name: 'posenet' })).toBeUndefined();
  });
});

describe('a plan of before there were protections', () => {
  it('is read as it is', () => {
    const plan = planDeletion(whole(versions(3)), new Map());
    expect('protected' in plan).toBe(false);
    expect(Plan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });
});

describe('two plans', () => {
  const listed = versions(3);
  const golden = { ...first(listed), ...GOLDEN };
  const free = planDeletion(whole(listed), new Map());
  const guarded = planDeletion({ ...whole(listed), protections: [golden] }, new Map());

  it('tell what was protected in between, and what is not any more, as that', () => {
    expect(comparePlans(free, guarded)).toMatchObject({
      ...{ added: [], removed: [], changed: [], lifted: [] },
      shielded: [{ model_id: idOf(0), protection: { note: 'golden' } }],
    });
    expect(comparePlans(guarded, free)).toMatchObject({
      ...{ added: [], removed: [], changed: [], shielded: [] },
      lifted: [{ model_id: idOf(0) }],
    });
    expect(comparePlans(guarded, guarded)).toBeUndefined();
  });
});
