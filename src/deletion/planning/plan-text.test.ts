import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AffectedVersion, type Plan, VERDICTS } from '../../../core/deletion/plan.ts';
import { countToGo, foreseenToGo } from '../../../core/deletion/plan-counts.ts';
import {
  consentWord,
  equationOf,
  isSameWord,
  refusalReason,
  runningTitle,
  sizeToGo,
  titleOf,
} from './plan-text.ts';

const versionsOf = (verdicts: readonly AffectedVersion['verdict'][], names = ['posenet']): Plan => ({
  affected: verdicts.map((verdict, place) => ({
    model_id: `id-${place}`,
    model_name: names[place % names.length] ?? '',
    model_version: `1.0.${place}`,
    model_size: 1_000_000,
    subscribed: false,
    services: [],
    verdict,
  })),
  cascades: [],
  calls: [],
});

const foreseen = fc.array(fc.constantFrom(...VERDICTS.filter((verdict) => verdict !== 'beyond-limit')), {
  minLength: 1,
  maxLength: 40,
});

describe('the numbers of a plan', () => {
  it('add up: every version that there is to decide about stands in the sum once', () => {
    fc.assert(
      fc.property(foreseen, fc.nat(5), (verdicts, kept) => {
        const plan = versionsOf(verdicts);
        const { total, terms } = equationOf(plan, kept, new Set(['id-0', 'id-3']));
        const sum = terms.reduce((so_far, term) => so_far + Number.parseInt(term, 10), 0);
        expect(total).toBe(String(sum));
        expect(sum).toBe(verdicts.length + kept);
      }),
    );
  });

  it('are the same in title, button, consent and sum', () => {
    fc.assert(
      fc.property(foreseen, (verdicts) => {
        const plan = versionsOf(verdicts, ['posenet', 'AlexNet']);
        const count = countToGo(plan);
        const [first = ''] = equationOf(plan, 0, new Set()).terms;
        if (verdicts.includes('delete')) expect(first).toBe(`${count} will be deleted`);
        if (verdicts.length > 1) expect(consentWord(plan)).toBe(String(count));
        if (foreseenToGo(plan).length > 0) expect(titleOf(plan, 99, false)).toMatch(`Delete ${count} of 99 `);
        expect(runningTitle(plan)).toMatch(`Deleting ${count} version`);
      }),
    );
  });

  it('never count what is known to be refused as going', () => {
    expect(countToGo(versionsOf(['delete', 'blocked', 'at-risk']))).toBe(1);
    expect(countToGo(versionsOf(['at-risk', 'blocked', 'unchecked']))).toBe(2);
    expect(sizeToGo(versionsOf(['delete', 'delete', 'blocked', 'at-risk']))).toBe('2.0 MB');
  });

  it('leave out a size of which a part is not known', () => {
    const { affected, ...rest } = versionsOf(['delete', 'delete']);
    const [first, second] = affected.map(({ model_size: _, ...version }, place) =>
      place === 0 ? version : { ...version, model_size: 5 },
    );
    expect(
      sizeToGo({ ...rest, affected: [first, second].filter((one) => one !== undefined) }),
    ).toBeUndefined();
  });
});

describe('what cannot be deleted', () => {
  it('is said in the title, and why', () => {
    const plan = versionsOf(['blocked', 'blocked']);
    const service = { service_id: 's', status: 'running', infer_type: 'real-time' };
    const use = (names: string[], subscribed = false): Plan => ({
      ...plan,
      affected: plan.affected.map((version) => ({
        ...version,
        subscribed,
        services: names.map((service_name) => ({ ...service, service_name })),
      })),
    });
    expect(titleOf(plan, 9, false)).toBe('None of these 2 versions can be deleted now');
    expect(titleOf(versionsOf(['blocked']), 9, false)).toBe('posenet 1.0.0 cannot be deleted now');
    expect(refusalReason(use(['qa-bot']))).toBe('in use by qa-bot');
    expect(refusalReason(use(['qa-bot', 'pose-coach', 'demo']))).toBe('in use by qa-bot and 2 more');
    expect(refusalReason(use([], true))).toBe('subscribed');
    expect(refusalReason(use(['qa-bot'], true))).toBe('in use by qa-bot and subscribed');
  });

  it('is nothing at all where everything is kept', () => {
    expect(titleOf(versionsOf([]), 9, false)).toBe('Nothing would be deleted');
  });
});

it.each([
  ['posenet', 'posenet'],
  [' posenet\t', 'posenet'],
  ['posenet', ' posenet '],
  ['图像分类', '图像分类'],
  ['cafe\u0301', 'caf\u00e9'],
])('takes %j for %j', (typed, word) => {
  expect(isSameWord(typed, word)).toBe(true);
});

it.each([
  ['', 'posenet'],
  ['pose', 'posenet'],
  ['PoseNet', 'posenet'],
  ['pose net', 'posenet'],
])('does not take %j for %j', (typed, word) => {
  expect(isSameWord(typed, word)).toBe(false);
});
