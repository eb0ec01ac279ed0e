import { sql } from 'kysely';
import type { ActivityFacts } from '../../../core/console-api/activity/activity.ts';
import { noteActivities } from '../../activity/note-activity.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import type { Caller } from '../caller.ts';
import type { SignedIn } from './sign-in.ts';

/** What somebody signs in to: the console, or the API for a token. */
export type SignInPlace = NonNullable<ActivityFacts['by']>;

/** How long a script that asks for a token for each of its calls has signed in once. In ms. */
const API_QUIET_MS = 60 * 60_000;

/**
 * Writes down in the audit that somebody signed in. A token that is had for another token is the same sign-in still, and
 * of those for a password by the API, the first one within an hour is told.
 */
export async function noteSignIn(
  trx: StoreTransaction,
  { user, account, project, basis }: SignedIn,
  by: SignInPlace,
): Promise<void> {
  if (basis.by === 'token') return;
  const now = Date.now();
  if (by === 'api' && (await hasJustSignedIn(trx, user.id, now))) return;
  const activity = {
    account_id: account.id,
    project_id: null,
    kind: 'signed-in' as const,
    actor: { user_id: user.id, user_name: user.name },
    subject: user,
    facts: { by, ...(project && { project: project.name }) },
  };
  await noteActivities(trx, [activity], now);
}

/** Writes down in the audit that somebody signed out of the console. */
export async function noteSignOut(
  trx: StoreTransaction,
  { account_id, user_id, user_name }: Pick<Caller, 'account_id' | 'user_id' | 'user_name'>,
): Promise<void> {
  const actor = { user_id, user_name };
  const subject = { id: user_id, name: user_name };
  const facts = { by: 'console' } as const;
  await noteActivities(trx, [
    { account_id, project_id: null, kind: 'sessions-ended', actor, subject, facts },
  ]);
}

async function hasJustSignedIn(trx: StoreTransaction, user_id: string, now: number): Promise<boolean> {
  const last = await trx
    .selectFrom('activities')
    .select('at')
    .where('kind', '=', 'signed-in')
    .where('actor_id', '=', user_id)
    .where('at', '>', now - API_QUIET_MS)
    .where(sql<boolean>`facts ->> 'by' = 'api'`)
    .limit(1)
    .executeTakeFirst();
  return last !== undefined;
}
