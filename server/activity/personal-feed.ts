import { type SqlBool, sql } from 'kysely';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import { hashSecret, randomSecret } from '../iam/tokens/tokens.ts';
import type { Store } from '../store/schema.ts';
import type { Reader } from './list-activities.ts';

/** The owner of a feed, as they are now. */
export type FeedReader = Reader & { project_name: string };

type Owner = Pick<Caller, 'project_id' | 'user_id'>;

/** When somebody's address of the feed was made, in ms since the epoch; null where there is none. */
export async function readFeed(store: Store, { project_id, user_id }: Owner): Promise<number | null> {
  const feed = store.selectFrom('activity_feeds').select('created_at');
  const own = feed.where('project_id', '=', project_id).where('user_id', '=', user_id);
  return (await own.executeTakeFirst())?.created_at ?? null;
}

/** Makes a key for somebody's feed of their project, in place of the one that there was. Only its hash is stored. */
export async function makeFeed(store: Store, { project_id, user_id }: Owner): Promise<string> {
  const key = randomSecret();
  const made = { feed_hash: hashSecret(key), created_at: Date.now() };
  await store
    .insertInto('activity_feeds')
    .values({ project_id, user_id, ...made })
    .onConflict((conflict) => conflict.columns(['project_id', 'user_id']).doUpdateSet(made))
    .execute();
  return key;
}

/** Ends somebody's feed. Idempotent. */
export async function removeFeed(store: Store, { project_id, user_id }: Owner): Promise<void> {
  await store
    .deleteFrom('activity_feeds')
    .where('project_id', '=', project_id)
    .where('user_id', '=', user_id)
    .execute();
}

/**
 * Whose feed a key is for. It ends with the access of its owner; where people are those of a remote IAM, which tells
 * nobody when it lets somebody go, with their last sign-in here.
 *
 * @throws ApiError 0006 (not found) for a key that opens none.
 */
export async function readerOfFeed(store: Store, key: string, isRemote: boolean): Promise<FeedReader> {
  const reader = await store
    .selectFrom('activity_feeds')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.project_id', '=', 'activity_feeds.project_id')
        .onRef('memberships.user_id', '=', 'activity_feeds.user_id'),
    )
    .innerJoin('projects', 'projects.project_id', 'activity_feeds.project_id')
    .select(['projects.account_id', 'projects.project_id', 'projects.name as project_name', 'role'])
    .where('feed_hash', '=', hashSecret(key))
    .$if(isRemote, (query) => query.where(isSignedIn(Date.now())))
    .executeTakeFirst();
  if (reader) return reader;
  throw new ApiError('Coppice.0006', 'This address of a feed is not valid any more: make a new one.');
}

function isSignedIn(now: number) {
  return sql<SqlBool>`exists (
    select from tokens where tokens.user_id = activity_feeds.user_id
      and tokens.project_id = activity_feeds.project_id and tokens.expires_at > ${now}
  )`;
}
