import type { PeopleChange, Person } from '../../core/console-api/access/people.ts';
import { DELETING_ROLES, ROLES_OR_NONE, type RoleOrNone } from '../../core/contract/roles.ts';
import { m } from '../messages/messages.js';
import { formatCount, formatList } from '../ui/text/format.ts';

/** What a dialog is asked for: somebody by their id, as they may change while it is open. */
export type Asked =
  | { what: 'add' }
  | { what: 'password' | 'keys' | 'end-sessions' | 'remove'; person: string }
  | ({ what: 'role'; person: string } & RoleChange);

/** What became of what was asked for. */
export type News = { text: string; isBad?: boolean };

/** A role that somebody is to have in a project. */
export type RoleChange = {
  project: { project_id: string; project_name: string };
  before: RoleOrNone;
  role: RoleOrNone;
};

const ROLE_WORDS: Record<RoleOrNone, () => string> = {
  none: m.people_role_none,
  viewer: m.people_role_viewer,
  operator: m.people_role_operator,
  admin: m.people_role_admin,
};

export function roleWord(role: RoleOrNone): string {
  return ROLE_WORDS[role]();
}

/** Whether a role takes something away, which ends what lets somebody in. */
export function isLess({ before, role }: Pick<RoleChange, 'before' | 'role'>): boolean {
  return ROLES_OR_NONE.indexOf(role) < ROLES_OR_NONE.indexOf(before);
}

/** Sessions, tokens and keys in words, as far as there are any: `2 sessions · 1 token`; `''` for none. */
export function accessInWords({
  sessions,
  tokens,
  keys,
}: Pick<PeopleChange, 'sessions' | 'tokens' | 'keys'>) {
  const told = [
    { count: sessions, say: m.people_count_sessions },
    { count: tokens, say: m.people_count_tokens },
    { count: keys, say: m.people_count_keys },
  ];
  const some = told.filter(({ count }) => count > 0);
  return some.map(({ count, say }) => say({ count, shown: formatCount(count) })).join(' · ');
}

/** What became of somebody, and what ended and is left behind by it. */
export function newsOf(what: string, change: PeopleChange): string {
  const ended = accessInWords(change);
  return [
    what,
    ended === '' ? '' : m.people_ended({ list: ended }),
    change.abandoned.length === 0 ? '' : m.people_abandoned({ projects: formatList(change.abandoned) }),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The projects in which somebody alone may delete; with `only`, of these. */
export function aloneIn(person: Person, people: readonly Person[], only?: string): string[] {
  const mayDelete = ({ role }: { role: RoleOrNone }) => role !== 'none' && DELETING_ROLES.includes(role);
  const others = people.filter(({ user_id }) => user_id !== person.user_id);
  return person.roles
    .filter(mayDelete)
    .filter(({ project_id }) => only === undefined || only === project_id)
    .filter(
      ({ project_id }) =>
        !others.some(({ roles }) => roles.some((one) => one.project_id === project_id && mayDelete(one))),
    )
    .map(({ project_name }) => project_name);
}
