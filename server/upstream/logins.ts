import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import { seal, unseal } from '../iam/sealed.ts';
import type { Store } from '../store/schema.ts';
import { Login, type PasswordLogin } from './login.ts';
import { requestToken } from './remote-iam.ts';
import type { Upstream } from './upstream.ts';

/** What the remote registry is asked with: kept with the tokens of this gateway, and renewed before it expires. */
export type Logins = {
  /**
   * That of a caller.
   *
   * @throws ApiError 0202 when there is none, or the remote IAM gives no other for it: signing in again helps.
   */
  of: (caller: Caller) => Promise<Login>;
  /** The newest of a project, whoever's it is, for what is read for everybody there. */
  ofProject: (project_id: string) => Promise<Login | undefined>;
};

/** How long before it expires a token is renewed, in ms. */
const RENEWED_BEFORE = 5 * 60_000;

export function loginsIn(store: Store, upstream: Upstream, secret: Buffer): Logins {
  /** Of several requests at once, one asks for another token. */
  const renewals = new Map<string, Promise<Login | undefined>>();

  const renewedIfDue = async (token_hash: string, login: Login | undefined): Promise<Login | undefined> => {
    if (login?.kind !== 'password' || login.expires_at > Date.now() + RENEWED_BEFORE) return login;
    const renewal = renewals.get(token_hash) ?? renew(token_hash, login);
    renewals.set(token_hash, renewal);
    return renewal.finally(() => renewals.delete(token_hash));
  };

  const renew = async (token_hash: string, login: PasswordLogin): Promise<Login | undefined> => {
    const { account, user, password, project_id } = login;
    const issued = await requestToken(upstream, { account, user, password, project: { id: project_id } });
    if (!issued) return undefined;
    const renewed = { ...login, token: issued.token, expires_at: issued.expires_at };
    await store
      .updateTable('tokens')
      .set({ sealed_login: seal(secret, JSON.stringify(renewed)) })
      .where('token_hash', '=', token_hash)
      .execute();
    return renewed;
  };

  const open = (sealed: string | null): Login | undefined => {
    const text = sealed === null ? undefined : unseal(secret, sealed);
    return text === undefined ? undefined : Login.parse(JSON.parse(text));
  };

  return {
    async of({ token_hash = '', sealed_login = null }) {
      const login = await renewedIfDue(token_hash, open(sealed_login));
      if (login) return login;
      throw new ApiError('ModelArts.0202', 'The remote registry wants you to sign in again.');
    },
    async ofProject(project_id) {
      const row = await store
        .selectFrom('tokens')
        .select(['token_hash', 'sealed_login'])
        .where('project_id', '=', project_id)
        .where('sealed_login', 'is not', null)
        .where('expires_at', '>', Date.now())
        .orderBy('issued_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && renewedIfDue(row.token_hash, open(row.sealed_login));
    },
  };
}
