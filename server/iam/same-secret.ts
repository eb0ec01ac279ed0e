import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Store, StoreTransaction } from '../store/schema.ts';

/** The secret of this gateway is not that of the database; the message says what to do. */
export class AnotherSecret extends Error {}

/**
 * Makes sure that every gateway of a database seals under the same secret: the first one stores an HMAC of it as its
 * fingerprint, and the others compare.
 *
 * @throws AnotherSecret when this one's secret is not that of the database.
 */
export async function requireSameSecret(store: Store, secret: Buffer): Promise<void> {
  const mine = fingerprintOf(secret);
  await store
    .insertInto('sealing_secret')
    .values({ fingerprint: mine })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { fingerprint } = await store
    .selectFrom('sealing_secret')
    .select('fingerprint')
    .executeTakeFirstOrThrow();
  if (!timingSafeEqual(Buffer.from(fingerprint), Buffer.from(mine))) throw new AnotherSecret(WHAT_TO_DO);
}

const WHAT_TO_DO = `The sessions and access keys in this database are sealed under another secret than this Coppice has.
Give every gateway of one database the same COPPICE_SECRET, or the same file "secret" in its data directory.
If the secret was changed on purpose, or is lost: stop every gateway and run "coppice secret change" once with the new
one. It signs everybody out of the console, removes all access keys, and stops webhooks until each has a new secret.`;

/**
 * Rotates the secret of the database. What was sealed under the old one cannot be read any more, and is removed.
 *
 * @returns how many sessions and access keys that were, and how many webhooks have nothing to sign with any more.
 */
export async function changeSecret(
  trx: StoreTransaction,
  secret: Buffer,
): Promise<{ sessions: bigint; keys: bigint; webhooks: bigint }> {
  await trx.deleteFrom('sealing_secret').execute();
  await trx
    .insertInto('sealing_secret')
    .values({ fingerprint: fingerprintOf(secret) })
    .execute();
  const sessions = await trx.deleteFrom('sessions').executeTakeFirst();
  await trx.deleteFrom('tokens').where('sealed_login', 'is not', null).execute();
  const keys = await trx.deleteFrom('access_keys').executeTakeFirst();
  const webhooks = await trx
    .updateTable('webhooks')
    .set({ sealed_secret: null, sealed_old_secret: null, old_secret_until: null, state: 'secret-lost' })
    .executeTakeFirst();
  return {
    sessions: sessions.numDeletedRows,
    keys: keys.numDeletedRows,
    webhooks: webhooks.numUpdatedRows,
  };
}

function fingerprintOf(secret: Buffer): string {
  return createHmac('sha256', secret).update('the fingerprint of the sealing secret').digest('hex');
}
