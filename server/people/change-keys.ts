import { MAX_KEYS } from '../../core/console-api/access/people.ts';
import { noteActivities } from '../activity/note-activity.ts';
import { ApiError } from '../errors.ts';
import { addAccessKey, removeAccessKey } from '../iam/signature/access-keys.ts';
import type { KeyPair } from '../iam/signature/signature.ts';
import type { Store } from '../store/schema.ts';
import { type Actor, type Target, told } from './actor.ts';

type ChangingKeys = { store: Store; actor: Actor };

/**
 * Makes an access key for somebody. Its secret is told this once.
 *
 * @param secret 32 bytes that the secret key is sealed under.
 * @throws ApiError 0016 (too many) for one more than somebody may have.
 */
export function makeKey(changing: ChangingKeys, secret: Buffer, target: Target): Promise<KeyPair> {
  return changing.store.transaction().execute(async (trx) => {
    // Locks the user's row: of several that are made at once, each sees those before it.
    await trx
      .selectFrom('users')
      .where('user_id', '=', target.user_id)
      .select('user_id')
      .forNoKeyUpdate()
      .execute();
    const keys = await trx
      .selectFrom('access_keys')
      .where('user_id', '=', target.user_id)
      .select('access_key')
      .execute();
    if (keys.length >= MAX_KEYS) {
      const message = `Nobody may have more than ${MAX_KEYS} access keys. Remove one first.`;
      throw new ApiError('Coppice.0016', message);
    }
    const made = await addAccessKey(trx, secret, target.user_id);
    const facts = { access_key: made.access_key };
    await noteActivities(trx, [{ ...told(changing, target), kind: 'key-made', facts }]);
    return made;
  });
}

/** Removes somebody's access key: it opens nothing any more. Answers whether they had it. */
export function removeKey(changing: ChangingKeys, target: Target, access_key: string): Promise<boolean> {
  return changing.store.transaction().execute(async (trx) => {
    if (!(await removeAccessKey(trx, target.user_id, access_key))) return false;
    const facts = { access_key };
    await noteActivities(trx, [{ ...told(changing, target), kind: 'key-removed', facts }]);
    return true;
  });
}
