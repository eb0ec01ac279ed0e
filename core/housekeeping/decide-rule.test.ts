import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../contract/model.ts';
import { countCases } from '../testing/count-cases.ts';
import {
  CLAUSES,
  type Clause,
  type Decision,
  decideRule,
  isInScope,
  type RuledVersion,
} from './decide-rule.ts';
import { fitsNamePattern } from './name-pattern.ts';
import { Rule } from './rule.ts';
import { anyRule, anyVersions, DAY, NOW, withStricterKeep } from './testing/any-rule.ts';

const going = (decisions: readonly Decision[]) =>
  decisions
    .filter(({ verdict }) => verdict === 'DELETE')
    .map(({ version }) => version.model_id)
    .toSorted();

describe('what a rule decides', () => {
  it('adds up to its scope, each version once, with the clause that decided', () => {
    const count = countCases<Clause>(...CLAUSES);
    fc.assert(
      fc.property(anyRule, anyVersions, (rule, versions) => {
        const decisions = decideRule(rule, versions, NOW);
        for (const { clause } of decisions) count(clause);
        expect(decisions.map(({ version }) => version)).toEqual(
          versions.filter((version) => isInScope(rule, version)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('deletes nothing that is protected, in use, unchecked or subscribed', () => {
    const count = countCases('goes', 'protected', 'in use', 'unchecked', 'subscribed');
    fc.assert(
      fc.property(anyRule, anyVersions, (rule, versions) => {
        for (const { version, verdict } of decideRule(rule, versions, NOW)) {
          if (verdict === 'DELETE') count('goes');
          if (version.protection !== undefined) count('protected');
          if ((version.services ?? 0) > 0) count('in use');
          if (version.services === undefined) count('unchecked');
          if (version.isSubscribed) count('subscribed');
          const isBound = version.protection !== undefined || version.services !== 0 || version.isSubscribed;
          expect(isBound && verdict === 'DELETE').toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the newest, by versions or by dates as was chosen', () => {
    const count = countCases('version', 'created');
    fc.assert(
      fc.property(anyRule, anyVersions, (rule, versions) => {
        const { newest } = rule.keep;
        if (!newest) return;
        const decisions = decideRule(rule, versions, NOW);
        const ranked = decisions.filter(({ version }) => newest.by === 'version' || version.create_at);
        for (const ofName of Map.groupBy(ranked, ({ version }) => version.model_name).values()) {
          const kept = ofName.filter(({ verdict }) => verdict === 'KEEP').map(({ version }) => version);
          for (const { version } of ofName.filter(({ verdict }) => verdict === 'DELETE')) {
            const before = kept.filter((other) => isNewer(other, version, newest.by));
            expect(before.length).toBeGreaterThanOrEqual(newest.count);
            count(newest.by);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the order in which versions come', () => {
    const count = countCases('shuffled');
    const shuffled = anyVersions.chain((versions) =>
      fc.tuple(
        fc.constant(versions),
        fc.shuffledSubarray(versions, { minLength: versions.length, maxLength: versions.length }),
      ),
    );
    fc.assert(
      fc.property(anyRule, shuffled, (rule, [versions, others]) => {
        const of = (list: readonly RuledVersion[]) =>
          new Map(decideRule(rule, list, NOW).map(({ version, clause }) => [version.model_id, clause]));
        if (versions.length > 1) count('shuffled');
        expect(new Map([...of(others)].toSorted())).toEqual(new Map([...of(versions)].toSorted()));
      }),
    );
  });

  it('never deletes more where more is kept', () => {
    const count = countCases('fewer', 'as many');
    fc.assert(
      fc.property(anyRule, anyVersions, fc.nat(3), (rule, versions, more) => {
        const [before, after] = [rule, withStricterKeep(rule, more)].map((one) =>
          going(decideRule(one, versions, NOW)),
        );
        expect(before).toEqual(expect.arrayContaining(after ?? []));
        count((after ?? []).length < (before ?? []).length ? 'fewer' : 'as many');
      }),
    );
  });
});

function isNewer(one: RuledVersion, other: RuledVersion, by: 'version' | 'created'): boolean {
  return by === 'version'
    ? compareVersions(one.model_version, other.model_version) > 0
    : (one.create_at ?? 0) >= (other.create_at ?? 0);
}

describe('by example', () => {
  const version = (model_version: string, facts: Partial<RuledVersion> = {}): RuledVersion => ({
    model_id: `${facts.model_name ?? 'pose'}-${model_version}`,
    model_name: 'pose',
    model_version,
    model_status: 'published',
    create_at: NOW - 100 * DAY,
    isSubscribed: false,
    services: 0,
    ...facts,
  });
  const rule = (clauses: object) =>
    Rule.parse({ name: 'r', scope: { names: ['*'] }, delete: { older_than_days: 30 }, ...clauses });
  const clausesOf = (...given: Parameters<typeof decideRule>) =>
    Object.fromEntries(decideRule(...given).map(({ version: of, clause }) => [of.model_version, clause]));

  it('takes 1.10.0 for newer than 1.9.0, whenever either was made', () => {
    const versions = [version('1.9.0', { create_at: NOW - 50 * DAY }), version('1.10.0')];
    const keep = (by: string) => rule({ keep: { newest: { count: 1, by } } });
    expect(clausesOf(keep('version'), versions, NOW)).toEqual({ '1.9.0': 'older', '1.10.0': 'newest' });
    expect(clausesOf(keep('created'), versions, NOW)).toEqual({ '1.9.0': 'newest', '1.10.0': 'older' });
  });

  it('counts days to the last moment', () => {
    const aged = (days: number) => [version('1.0.0', { create_at: NOW - days * DAY })];
    expect(clausesOf(rule({}), aged(30), NOW)).toEqual({ '1.0.0': 'no-reason' });
    expect(clausesOf(rule({}), aged(30), NOW + 1)).toEqual({ '1.0.0': 'older' });
    const young = rule({ keep: { younger_than_days: 40 } });
    expect(clausesOf(young, aged(40), NOW)).toEqual({ '1.0.0': 'older' });
    expect(clausesOf(young, aged(40), NOW - 1)).toEqual({ '1.0.0': 'younger' });
  });

  it('leaves out what has no date where a clause asks for one, and no other', () => {
    const undated = [version('1.0.0', { create_at: 0, model_status: 'failed' }), version('2.0.0')];
    expect(clausesOf(rule({}), undated, NOW)).toMatchObject({ '1.0.0': 'date-unknown', '2.0.0': 'older' });
    expect(clausesOf(rule({ delete: { failed: true } }), undated, NOW)).toMatchObject({ '1.0.0': 'failed' });
    const byDate = rule({ delete: { failed: true }, keep: { newest: { count: 1, by: 'created' } } });
    expect(clausesOf(byDate, undated, NOW)).toEqual({ '1.0.0': 'date-unknown', '2.0.0': 'newest' });
  });

  it('asks of the whole name whether any of it is in use, and since when nothing came', () => {
    const idle = rule({ scope: { names: ['*'], types: ['PyTorch'] }, delete: { idle_for_days: 30 } });
    const ours = version('1.0.0', { model_type: 'PyTorch' });
    const beside = (facts: Partial<RuledVersion>) => clausesOf(idle, [ours, version('2.0.0', facts)], NOW);
    expect(beside({})).toEqual({ '1.0.0': 'idle' });
    expect(beside({ create_at: NOW - 30 * DAY })).toEqual({ '1.0.0': 'no-reason' });
    expect(beside({ services: 1 })).toEqual({ '1.0.0': 'no-reason' });
    expect(beside({ services: undefined })).toEqual({ '1.0.0': 'no-reason' });
    expect(beside({ create_at: 0 })).toEqual({ '1.0.0': 'date-unknown' });
  });

  it('leaves out what cannot be compared where duplicates are asked for', () => {
    const versions = [true, false, undefined].map((isDuplicate, n) => version(`1.0.${n}`, { isDuplicate }));
    expect(clausesOf(rule({ delete: { duplicates: true } }), versions, NOW)).toEqual({
      '1.0.0': 'duplicate',
      '1.0.1': 'no-reason',
      '1.0.2': 'source-unknown',
    });
  });

  it('knows labels as words of the description', () => {
    const described = ['nightly build', 'Nightly, of May', 'fortnightly', 'x_nightly', '用于夜间构建的模型'];
    const versions = described.map((description, n) => version(`1.0.${n}`, { description }));
    const found = (label: string) =>
      Object.keys(clausesOf(rule({ scope: { names: ['*'], labels: [label] } }), versions, NOW));
    expect(found('nightly')).toEqual(['1.0.0', '1.0.1']);
    expect(found('夜间构建')).toEqual(['1.0.4']);
    expect(found('build')).toEqual(['1.0.0']);
  });
});

describe('a pattern of names', () => {
  it('fits as a regular expression of the same meaning does', () => {
    const count = countCases('fits', 'does not');
    const text = (characters: string[]) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 });
    fc.assert(
      fc.property(text(['a', 'b', '*', '?', '猫', '😀']), text(['a', 'b', '猫', '😀']), (pattern, name) => {
        const expression = pattern.replaceAll('*', '.*').replaceAll('?', '.');
        const fits = fitsNamePattern(pattern, name);
        expect(fits).toBe(new RegExp(`^${expression}$`, 'su').test(name));
        count(fits ? 'fits' : 'does not');
      }),
      { numRuns: 1000 },
    );
  });

  it('takes no time without end', () => {
    expect(fitsNamePattern('*a'.repeat(100), `${'a'.repeat(255)}b`)).toBe(false);
  });
});
