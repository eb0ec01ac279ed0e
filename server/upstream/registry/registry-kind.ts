import type { Store } from '../../store/schema.ts';
import { bufferSearchIndexes } from '../sync/search-indexes.ts';

/** The database is that of another registry; the message says what to do. */
export class AnotherRegistry extends Error {}

/**
 * Makes sure that a database has a registry of its own, and people of its own.
 *
 * @throws AnotherRegistry when it is the mirror of a remote ModelArts, whose people and models are made there.
 */
export async function requireOwnRegistry(store: Store): Promise<void> {
  const found = await store.selectFrom('registry_kind').select('upstream').executeTakeFirst();
  if (!found?.upstream) return;
  throw new AnotherRegistry(
    `Nothing was changed: this database holds the mirror of ${found.upstream}, where its people and models are made.`,
  );
}

/**
 * Makes sure that a database holds one registry only, its own or the mirror of one remote ModelArts: a mirror that is
 * read anew removes what the remote one does not have. The first gateway on a database decides.
 *
 * @param upstream the address of the remote ModelArts, if there is one.
 * @throws AnotherRegistry when the database is that of another.
 */
export async function requireSameRegistry(store: Store, upstream: URL | undefined): Promise<void> {
  const mine = upstream?.href ?? '';
  const isFirst = await store
    .insertInto('registry_kind')
    .values({ upstream: mine })
    .onConflict((conflict) => conflict.doNothing())
    .returning('upstream')
    .executeTakeFirst();
  if (isFirst && upstream) await bufferSearchIndexes(store);
  const found = await store.selectFrom('registry_kind').select('upstream').executeTakeFirstOrThrow();
  if (found.upstream === mine) return;
  const told = found.upstream === '' ? 'a registry of its own' : `the mirror of ${found.upstream}`;
  throw new AnotherRegistry(
    `This database holds ${told}. Give COPPICE_DATA another directory, or DATABASE_URL another database.`,
  );
}
