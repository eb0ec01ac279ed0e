import type { FastifyPluginAsync } from 'fastify';
import type { Door } from '../iam/sign-in/authenticator.ts';

/** The registry that a gateway is for: its own, or a remote one. */
export type Behind = {
  /** The host of a remote registry, as a person knows it; null for one of the gateway's own. */
  host: string | null;
  door: Door;
  /** Somebody came into a project. */
  welcome: (project_id: string) => void;
  /** Everything under `/v1`, and what of the console's own API asks the registry itself. */
  routes: FastifyPluginAsync;
};
