import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../core/console-api/access/people.ts';
import { DELETING_ROLES, ROLES, ROLES_OR_NONE } from '../../core/contract/roles.ts';
import { countCases } from '../../core/testing/count-cases.ts';
import { accessInWords, aloneIn, isLess, newsOf } from './people-text.ts';

const PROJECTS = ['lab', 'web'];

const person = (user_id: string) =>
  fc
    .record({ lab: fc.constantFrom(...ROLES_OR_NONE), web: fc.constantFrom(...ROLES_OR_NONE) })
    .map(({ lab, web }): Person => {
      const roles = Object.entries({ lab, web }).flatMap(([name, role]) =>
        role === 'none' ? [] : [{ project_id: name, project_name: name, role }],
      );
      const nothing = { created_at: 1, seen_at: null, sessions: 0, tokens: 0, keys: [], runs: 0 };
      return { user_id, user_name: user_id, roles, ...nothing };
    });

describe('somebody who goes', () => {
  it('is missed where they may delete and nobody else may, and nowhere else', () => {
    const count = countCases('missed', 'not missed');
    fc.assert(
      fc.property(person('kim'), person('lee'), person('max'), (kim, lee, max) => {
        const mayDelete = (who: Person, project: string) =>
          who.roles.some(({ project_id, role }) => project_id === project && DELETING_ROLES.includes(role));
        const missed = PROJECTS.filter(
          (project) => mayDelete(kim, project) && ![lee, max].some((who) => mayDelete(who, project)),
        );
        expect(aloneIn(kim, [kim, lee, max])).toEqual(missed);
        for (const project of PROJECTS) {
          expect(aloneIn(kim, [kim, lee, max], project)).toEqual(missed.filter((one) => one === project));
        }
        count(missed.length > 0 ? 'missed' : 'not missed');
      }),
    );
  });
});

describe('a role', () => {
  it('is less than those that come after it, and none is the least', () => {
    expect(ROLES.filter((role) => isLess({ before: 'operator', role }))).toEqual(['viewer']);
    expect(ROLES.every((before) => isLess({ before, role: 'none' }))).toBe(true);
    expect(isLess({ before: 'admin', role: 'admin' })).toBe(false);
  });
});

describe('what ended', () => {
  it('is told as far as there was any', () => {
    expect(accessInWords({ sessions: 0, tokens: 0, keys: 0 })).toBe('');
    expect(accessInWords({ sessions: 1, tokens: 0, keys: 2 })).toBe('1 session · 2 access keys');
    const change = { sessions: 2, tokens: 1, keys: 0, abandoned: ['lab'] };
    expect(newsOf('kim was removed.', change)).toBe(
      'kim was removed. Ended: 2 sessions · 1 token. Nobody may delete in lab any more.',
    );
    expect(newsOf('Done.', { sessions: 0, tokens: 0, keys: 0, abandoned: [] })).toBe('Done.');
  });
});
