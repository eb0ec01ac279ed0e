import type { FastifyInstance } from 'fastify';
import type { RegistryBackend } from '../backends/registry-backend.ts';
import { inBackground } from '../http/background-tasks.ts';
import type { Caller } from '../iam/caller.ts';
import type { LastUses } from '../iam/last-uses.ts';
import { projectRoutes } from '../iam/project-routes.ts';
import type { Sessions } from '../iam/sign-in/sessions.ts';
import { SIGN_IN_TRIES, throttleSignIns } from '../iam/sign-in/sign-in-throttle.ts';
import { tokenRoutes } from '../iam/tokens/token-routes.ts';
import { versionRoutes } from '../iam/tokens/version-routes.ts';
import type { Runs } from '../runs/open-runs.ts';
import { sessionRoutes } from '../session/session-routes.ts';
import type { Store } from '../store/schema.ts';

export type SignInOptions = {
  store: Store;
  /** 32 bytes; the tokens of console sessions and the secret keys of access keys are sealed under it. */
  secret: Buffer;
  /** Tries a minute before a sign-in has to wait. */
  signInTries?: number;
  /** Where a console shows a service, with `{service_id}` for its id. */
  serviceUrl?: string | undefined;
};

/**
 * The routes by which one comes by a token (IAM, `/v3`) or a session (the console, `/api/session`). They are outside of
 * `authenticate`: who calls them has neither yet, or proves it by themselves. Both share one throttle, so that whoever
 * guesses passwords has no more tries by using the two.
 */
export async function registerSignIn(
  app: FastifyInstance,
  { store, secret, signInTries = SIGN_IN_TRIES, serviceUrl }: SignInOptions,
  {
    backend,
    sessions,
    runs,
    uses,
  }: { backend: RegistryBackend; sessions: Sessions; runs: Runs; uses: LastUses },
): Promise<void> {
  const throttle = throttleSignIns(store, signInTries);
  await app.register(versionRoutes);
  await app.register(tokenRoutes(store, backend.authenticator, throttle));
  await app.register(projectRoutes(store, secret, uses));
  const background = inBackground(app);
  const onSignIn = (caller: Caller) => {
    backend.onSignIn(caller);
    background('What waited for somebody to sign in could not go on', () => runs.onSignIn(caller));
  };
  await app.register(sessionRoutes(store, { ...backend, onSignIn, serviceUrl }, sessions, throttle));
}
