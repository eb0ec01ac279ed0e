import { ApiError } from '../../errors.ts';
import type { Caller } from '../../iam/caller.ts';
import { seal, unseal } from '../../iam/sealed.ts';
import type { Store } from '../../store/schema.ts';
import { remoteClocks } from '../transport/remote-clocks.ts';
import type { Upstream, UpstreamAnswer } from '../transport/upstream.ts';
import { type PasswordLogin, RemoteCredential } from './remote-credential.ts';
import { requestToken } from './remote-iam.ts';

/** What the remote registry is asked with: kept with the tokens of this gateway, and renewed before it expires. */
export type RemoteCredentials = {
  /**
   * That of a caller.
   *
   * @throws ApiError 0202 when there is none, or the remote IAM gives no other for it: signing in again helps.
   */
  of: (caller: Caller) => Promise<RemoteCredential>;
  /** The newest of a project, of this user if they have one there, for what is read for everybody. */
  ofProject: (project_id: string, user_id?: string) => Promise<RemoteCredential | undefined>;
  /**
   * Another in place of one that was just answered with 401, whatever the clock says of it; undefined when there is none.
   * Of several that ask for the same, one asks the remote IAM.
   */
  renewed: (
    refused: RemoteCredential,
    answer: Pick<UpstreamAnswer, 'headers'>,
  ) => Promise<RemoteCredential | undefined>;
};

/** How long before it expires a token is renewed, in ms. */
const RENEWED_BEFORE_MS = 5 * 60_000;

export function remoteCredentialsIn(store: Store, upstream: Upstream, secret: Buffer): RemoteCredentials {
  /** Of several requests at once, one asks for another token. */
  const renewals = new Map<string, Promise<RemoteCredential | undefined>>();
  /** The token of this gateway that a login is kept with. */
  const keptWith = new WeakMap<RemoteCredential, string>();
  const clocks = remoteClocks();

  const once = (token_hash: string, credential: PasswordLogin): Promise<RemoteCredential | undefined> => {
    const renewal = renewals.get(token_hash) ?? renew(token_hash, credential);
    renewals.set(token_hash, renewal);
    return renewal.finally(() => renewals.delete(token_hash));
  };

  const renew = async (
    token_hash: string,
    credential: PasswordLogin,
  ): Promise<RemoteCredential | undefined> => {
    const { account, user, password, project_id } = credential;
    const issued = await requestToken(upstream, { account, user, password, project: { id: project_id } });
    if (!issued) return undefined;
    const renewed = { ...credential, token: issued.token, expires_at: issued.expires_at };
    await store
      .updateTable('tokens')
      .set({ sealed_login: seal(secret, JSON.stringify(renewed)) })
      .where('token_hash', '=', token_hash)
      .execute();
    return keep(token_hash, renewed);
  };

  const keep = (token_hash: string, credential: RemoteCredential): RemoteCredential => {
    keptWith.set(credential, token_hash);
    return credential;
  };

  const open = (token_hash: string, sealed: string | null): RemoteCredential | undefined => {
    const text = sealed === null ? undefined : unseal(secret, sealed);
    if (text === undefined) return undefined;
    const credential = RemoteCredential.parse(JSON.parse(text));
    return credential.kind === 'password' ? keep(token_hash, credential) : clocks.known(credential);
  };

  const openInTime = async (
    token_hash: string,
    sealed: string | null,
  ): Promise<RemoteCredential | undefined> => {
    const credential = open(token_hash, sealed);
    const isDue = credential?.kind === 'password' && credential.expires_at <= Date.now() + RENEWED_BEFORE_MS;
    return isDue ? once(token_hash, credential) : credential;
  };

  /** What is kept with the same token by now: somebody else may have renewed it, here or on another gateway. */
  const keptNow = async (token_hash: string): Promise<RemoteCredential | undefined> => {
    const row = await store
      .selectFrom('tokens')
      .select('sealed_login')
      .where('token_hash', '=', token_hash)
      .executeTakeFirst();
    return row && open(token_hash, row.sealed_login);
  };

  return {
    async of({ token_hash = '', sealed_login = null }) {
      const credential = await openInTime(token_hash, sealed_login);
      if (credential) return credential;
      throw new ApiError('ModelArts.0202', 'The remote registry wants you to sign in again.');
    },
    async ofProject(project_id, user_id = '') {
      const row = await store
        .selectFrom('tokens')
        .select(['token_hash', 'sealed_login'])
        .where('project_id', '=', project_id)
        .where('sealed_login', 'is not', null)
        .where('expires_at', '>', Date.now())
        .orderBy((token) => token('user_id', '=', user_id), 'desc')
        .orderBy('issued_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && openInTime(row.token_hash, row.sealed_login);
    },
    async renewed(refused, answer) {
      if (refused.kind === 'key') return clocks.learn(refused, answer);
      const token_hash = keptWith.get(refused);
      if (token_hash === undefined) return undefined;
      const kept = await keptNow(token_hash);
      if (kept?.kind !== 'password') return undefined;
      return kept.token === refused.token ? once(token_hash, kept) : kept;
    },
  };
}
