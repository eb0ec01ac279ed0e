import type { FastifyPluginAsync } from 'fastify';
import type { Caller } from '../iam/caller.ts';
import type { Authenticator } from '../iam/sign-in/authenticator.ts';
import type { DeletionBackend } from '../receipts/calls/deletion-route.ts';
import type { CopyOf } from '../rules/dry-run-routes.ts';

/** The registry behind a gateway: the one in its own database (embedded), or a remote one. */
export type RegistryBackend = {
  /** The host of a remote registry, for display; null for an embedded one. */
  host: string | null;
  /** Checks credentials: against the users of the database, or by the remote IAM. */
  authenticator: Authenticator;
  /** Is called after each sign-in to the console; fire and forget. */
  onSignIn: (caller: Caller) => void;
  /** How calls are made to it, and what came of them is found out. */
  deletions: DeletionBackend;
  /** How old the copy of a project is, and what it lacks; null where the database has the registry itself. */
  copyOf: CopyOf;
  /** Everything under `/v1`, and what of the console's own API (`/api`) asks the registry itself. Behind `authenticate`. */
  routes: FastifyPluginAsync;
};
