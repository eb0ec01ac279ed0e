import { ApiError } from '../../errors.ts';
import type { Caller } from '../../iam/caller.ts';
import { seal, unseal } from '../../iam/sealed.ts';
import type { Store } from '../../store/schema.ts';
import { remoteClocks } from '../transport/remote-clocks.ts';
import type { Upstream, UpstreamAnswer } from '../transport/upstream.ts';
import { Login, type PasswordLogin } from './remote-credential.ts';
import { requestToken } from './remote-iam.ts';

/** What the remote registry is asked with: kept with the tokens of this gateway, and renewed before it expires. */
export type Logins = {
  /**
   * That of a caller.
   *
   * @throws ApiError 0202 when there is none, or the remote IAM gives no other for it: signing in again helps.
   */
  of: (caller: Caller) => Promise<Login>;
  /** The newest of a project, of this user if they have one there, for what is read for everybody. */
  ofProject: (project_id: string, user_id?: string) => Promise<Login | undefined>;
  /**
   * Another in place of one that was just answered with 401, whatever the clock says of it; undefined when there is none.
   * Of several that ask for the same, one asks the remote IAM.
   */
  renewed: (refused: Login, answer: Pick<UpstreamAnswer, 'headers'>) => Promise<Login | undefined>;
};

/** How long before it expires a token is renewed, in ms. */
const RENEWED_BEFORE = 5 * 60_000;

export function loginsIn(store: Store, upstream: Upstream, secret: Buffer): Logins {
  /** Of several requests at once, one asks for another token. */
  const renewals = new Map<string, Promise<Login | undefined>>();
  /** The token of this gateway that a login is kept with. */
  const keptWith = new WeakMap<Login, string>();
  const clocks = remoteClocks();

  const once = (token_hash: string, login: PasswordLogin): Promise<Login | undefined> => {
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
    return keep(token_hash, renewed);
  };

  const keep = (token_hash: string, login: Login): Login => {
    keptWith.set(login, token_hash);
    return login;
  };

  const open = (token_hash: string, sealed: string | null): Login | undefined => {
    const text = sealed === null ? undefined : unseal(secret, sealed);
    if (text === undefined) return undefined;
    const login = Login.parse(JSON.parse(text));
    return login.kind === 'password' ? keep(token_hash, login) : clocks.known(login);
  };

  const openInTime = async (token_hash: string, sealed: string | null): Promise<Login | undefined> => {
    const login = open(token_hash, sealed);
    const isDue = login?.kind === 'password' && login.expires_at <= Date.now() + RENEWED_BEFORE;
    return isDue ? once(token_hash, login) : login;
  };

  /** What is kept with the same token by now: somebody else may have renewed it, here or on another gateway. */
  const keptNow = async (token_hash: string): Promise<Login | undefined> => {
    const row = await store
      .selectFrom('tokens')
      .select('sealed_login')
      .where('token_hash', '=', token_hash)
      .executeTakeFirst();
    return row && open(token_hash, row.sealed_login);
  };

  return {
    async of({ token_hash = '', sealed_login = null }) {
      const login = await openInTime(token_hash, sealed_login);
      if (login) return login;
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
