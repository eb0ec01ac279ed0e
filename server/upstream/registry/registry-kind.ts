import type { Store } from '../../store/schema.ts';
import { bufferSearchIndexes } from '../sync/search-indexes.ts';

/** The database is that of another registry; the message says what to do. */
export class AnotherRegistry extends Error {}

/**
 * Requires a database with a registry and users of its own.
 *
 * @throws AnotherRegistry when it has the copy of a remote ModelArts, whose users and models are made there.
 */
export async function requireOwnRegistry(store: Store): Promise<void> {
  const found = await store.selectFrom('registry_kind').select('upstream').executeTakeFirst();
  if (!found?.upstream) return;
  throw new AnotherRegistry(
    `Nothing was changed: this database holds the mirror of ${found.upstream}, where its people and models are made.`,
  );
}

/**
 * Requires a database with this registry and no other, its own or the copy of one remote ModelArts: a sync removes from
 * the copy what the remote one does not have. The first gateway on a database decides.
 *
 * @param upstream the address of the remote ModelArts, if there is one.
 * @throws AnotherRegistry when the database is that of another.
 */
export async function requireSameRegistry(store: Store, upstream: URL | undefined): Promise<void> {
  const wanted = upstream?.href ?? '';
  const isFirst = await store
    .insertInto('registry_kind')
    .values({ upstream: wanted })
    .onConflict((conflict) => conflict.doNothing())
    .returning('upstream')
    .executeTakeFirst();
  if (isFirst && upstream) await bufferSearchIndexes(store);
  const found = await store.selectFrom('registry_kind').select('upstream').executeTakeFirstOrThrow();
  if (found.upstream === wanted) return;
  const content = found.upstream === '' ? 'a registry of its own' : `the mirror of ${found.upstream}`;
  throw new AnotherRegistry(
    `This database holds ${content}. Give COPPICE_DATA another directory, or DATABASE_URL another database.`,
  );
}
