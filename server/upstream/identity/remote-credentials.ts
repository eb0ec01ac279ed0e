import { ApiError } from '../../errors.ts';
import type { Caller } from '../../iam/caller.ts';
import type { Store } from '../../store/schema.ts';
import { remoteClocks } from '../transport/remote-clocks.ts';
import type { Upstream, UpstreamAnswer } from '../transport/upstream.ts';
import type { PasswordCredential, RemoteCredential } from './remote-credential.ts';
import { requestToken } from './remote-iam.ts';
import {
  findNewestSealed,
  readSealed,
  replaceSealed,
  sealCredential,
  unsealCredential,
} from './sealed-credentials.ts';
import { singleFlight } from './single-flight.ts';

/**
 * The credentials that the remote registry is asked with: kept with the tokens of this gateway, and renewed before they
 * expire. All throw UpstreamError when one is to be renewed and the remote IAM gives no answer.
 */
export type RemoteCredentials = {
  /**
   * That of a caller.
   *
   * @throws ApiError 0202 (token expired) when there is none, or the remote IAM issues no other for it: signing in again
   *   helps.
   */
  of: (caller: Caller) => Promise<RemoteCredential>;
  /** The newest of a project, of this user if they have one there, for what is read for everybody. */
  ofProject: (project_id: string, user_id?: string) => Promise<RemoteCredential | undefined>;
  /**
   * Another in place of one that was just answered with 401, whatever the clock says of it; undefined when there is none.
   * Requests at the same time for the same credential share one renewal.
   */
  renewed: (
    refused: RemoteCredential,
    answer: Pick<UpstreamAnswer, 'headers'>,
  ) => Promise<RemoteCredential | undefined>;
};

/** How long before it expires a token is renewed, in ms. */
const RENEWED_BEFORE_MS = 5 * 60_000;

/** @param secret what credentials are sealed under. */
export function remoteCredentialsIn(store: Store, upstream: Upstream, secret: Buffer): RemoteCredentials {
  /** By which token of this gateway a credential is kept. */
  const tokenHashes = new WeakMap<RemoteCredential, string>();
  const clocks = remoteClocks();

  const remember = (token_hash: string, credential: PasswordCredential): PasswordCredential => {
    tokenHashes.set(credential, token_hash);
    return credential;
  };

  const renew = singleFlight<Kept, PasswordCredential | undefined>(
    ({ token_hash }) => token_hash,
    async ({ token_hash, credential }) => {
      const renewed = await renewToken(upstream, credential);
      if (!renewed) return undefined;
      await replaceSealed(store, token_hash, sealCredential(secret, renewed));
      return remember(token_hash, renewed);
    },
  );

  const open = (token_hash: string, sealed: string | null): RemoteCredential | undefined => {
    const credential = unsealCredential(secret, sealed);
    if (credential?.kind === 'password') return remember(token_hash, credential);
    return credential && clocks.adjust(credential);
  };

  const openUnexpired = async (
    token_hash: string,
    sealed: string | null,
  ): Promise<RemoteCredential | undefined> => {
    const credential = open(token_hash, sealed);
    const isDue = credential?.kind === 'password' && credential.expires_at <= Date.now() + RENEWED_BEFORE_MS;
    return isDue ? renew({ token_hash, credential }) : credential;
  };

  return {
    async of({ token_hash = '', sealed_login = null }) {
      const credential = await openUnexpired(token_hash, sealed_login);
      if (credential) return credential;
      throw new ApiError('ModelArts.0202', 'The remote registry wants you to sign in again.');
    },
    async ofProject(project_id, user_id = '') {
      const newest = await findNewestSealed(store, project_id, user_id);
      return newest && openUnexpired(newest.token_hash, newest.sealed_login);
    },
    async renewed(refused, answer) {
      if (refused.kind === 'key') return clocks.learn(refused, answer);
      const token_hash = tokenHashes.get(refused);
      if (token_hash === undefined) return undefined;
      const current = open(token_hash, await readSealed(store, token_hash));
      if (current?.kind !== 'password') return undefined;
      // Somebody else may have renewed it, here or on another gateway.
      return current.token === refused.token ? renew({ token_hash, credential: current }) : current;
    },
  };
}

/** A credential, and the hash of the token of this gateway that it is kept with. */
type Kept = { token_hash: string; credential: PasswordCredential };

/** The same credential with a new token; undefined when the remote IAM issues none for it any more. */
async function renewToken(
  upstream: Upstream,
  credential: PasswordCredential,
): Promise<PasswordCredential | undefined> {
  const { account, user, password, project_id } = credential;
  const issued = await requestToken(upstream, { account, user, password, project: { id: project_id } });
  return issued && { ...credential, token: issued.token, expires_at: issued.expires_at };
}
