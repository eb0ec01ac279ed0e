import type { FastifyPluginAsync } from 'fastify';
import type { Authenticator } from '../iam/sign-in/authenticator.ts';

/** The registry that a gateway is for: its own, or a remote one. */
export type RegistryBackend = {
  /** The host of a remote registry, as a person knows it; null for one of the gateway's own. */
  host: string | null;
  authenticator: Authenticator;
  /** Somebody came into a project. */
  onSignIn: (project_id: string) => void;
  /** Everything under `/v1`, and what of the console's own API asks the registry itself. */
  routes: FastifyPluginAsync;
};
