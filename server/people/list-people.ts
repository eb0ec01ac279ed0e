import { expressionBuilder } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { People, Person } from '../../core/console-api/access/people.ts';
import type { Database, Store } from '../store/schema.ts';

/** Everybody of an account, by name, and its projects. */
export async function listPeople(store: Store, account_id: string): Promise<People> {
  const projects = await store
    .selectFrom('projects')
    .where('account_id', '=', account_id)
    .select(['project_id', 'name as project_name'])
    .orderBy('name')
    .execute();
  return { people: await selectPeople(store, account_id), projects };
}

async function selectPeople(store: Store, account_id: string): Promise<Person[]> {
  const now = Date.now();
  const rows = await store
    .selectFrom('users')
    .where('users.account_id', '=', account_id)
    .select(['users.user_id', 'users.name as user_name', 'users.created_at', 'users.seen_at'])
    .select(({ selectFrom }) => [
      jsonArrayFrom(
        selectFrom('memberships')
          .innerJoin('projects', 'projects.project_id', 'memberships.project_id')
          .whereRef('memberships.user_id', '=', 'users.user_id')
          .select(['projects.project_id', 'projects.name as project_name', 'memberships.role'])
          .orderBy('projects.name'),
      ).as('roles'),
      jsonArrayFrom(
        selectFrom('access_keys')
          .whereRef('access_keys.user_id', '=', 'users.user_id')
          .select(['access_keys.access_key', 'access_keys.created_at', 'access_keys.last_used_at'])
          .orderBy('access_keys.created_at')
          .orderBy('access_keys.access_key'),
      ).as('keys'),
      selectFrom('runs')
        .whereRef('runs.user_id', '=', 'users.user_id')
        .where('runs.phase', '<>', 'over')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('runs'),
      goodTokens(now)
        .innerJoin('sessions', 'sessions.session_hash', 'tokens.session_hash')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('sessions'),
      goodTokens(now)
        .where('tokens.session_hash', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('tokens'),
    ])
    .orderBy('users.name')
    .execute();
  return rows.map(({ runs, sessions, tokens, ...row }) => ({
    ...row,
    runs: runs ?? 0,
    sessions: sessions ?? 0,
    tokens: tokens ?? 0,
  }));
}

/** The tokens of a user that are good now. */
function goodTokens(now: number) {
  const { selectFrom } = expressionBuilder<Database, 'users'>();
  return selectFrom('tokens')
    .whereRef('tokens.user_id', '=', 'users.user_id')
    .where('tokens.expires_at', '>', now);
}
