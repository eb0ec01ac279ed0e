import type { FastifyPluginAsync } from 'fastify';
import type { Authenticator } from '../iam/sign-in/authenticator.ts';

/** The registry behind a gateway: the one in its own database (embedded), or a remote one. */
export type RegistryBackend = {
  /** The host of a remote registry, for display; null for an embedded one. */
  host: string | null;
  /** Checks credentials: against the users of the database, or by the remote IAM. */
  authenticator: Authenticator;
  /** Is called after each sign-in to the console, with the project that it is to; fire and forget. */
  onSignIn: (project_id: string) => void;
  /** Everything under `/v1`, and what of the console's own API (`/api`) asks the registry itself. Behind `authenticate`. */
  routes: FastifyPluginAsync;
};
