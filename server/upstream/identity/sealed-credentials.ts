import { seal, unseal } from '../../iam/sealed.ts';
import type { Store } from '../../store/schema.ts';
import { RemoteCredential } from './remote-credential.ts';

/** A credential as it is kept with a token of this gateway. */
export function sealCredential(secret: Buffer, credential: RemoteCredential): string {
  return seal(secret, JSON.stringify(credential));
}

/** The credential that was sealed; undefined when there is none, or it was sealed under another secret. */
export function unsealCredential(secret: Buffer, sealed: string | null): RemoteCredential | undefined {
  const text = sealed === null ? undefined : unseal(secret, sealed);
  return text === undefined ? undefined : RemoteCredential.parse(JSON.parse(text));
}

/** The sealed credential of a token that has not expired yet, and the hash that the token is kept by. */
type SealedCredential = { token_hash: string; sealed_login: string | null };

/** The newest of a project, that of this user before all others. */
export function findNewestSealed(
  store: Store,
  project_id: string,
  user_id: string,
): Promise<SealedCredential | undefined> {
  return store
    .selectFrom('tokens')
    .select(['token_hash', 'sealed_login'])
    .where('project_id', '=', project_id)
    .where('sealed_login', 'is not', null)
    .where('expires_at', '>', Date.now())
    .orderBy((token) => token('user_id', '=', user_id), 'desc')
    .orderBy('issued_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What is kept with a token by now, or with a run that outlived it: another gateway may have renewed it. */
export async function readSealed(store: Store, token_hash: string): Promise<string | null> {
  const kept = store.selectFrom('tokens').select('sealed_login').where('token_hash', '=', token_hash);
  const ofRun = store.selectFrom('runs').select('sealed_login').where('token_hash', '=', token_hash);
  const rows = await kept.unionAll(ofRun).execute();
  return rows.find(({ sealed_login }) => sealed_login !== null)?.sealed_login ?? null;
}

/** Keeps another credential with a token and the runs that were begun by it, in place of the one that they have. */
export async function replaceSealed(store: Store, token_hash: string, sealed_login: string): Promise<void> {
  await store.updateTable('tokens').set({ sealed_login }).where('token_hash', '=', token_hash).execute();
  await store
    .updateTable('runs')
    .set({ sealed_login })
    .where('token_hash', '=', token_hash)
    .where('sealed_login', 'is not', null)
    .execute();
}
