import type { FastifyInstance } from 'fastify';
import type { EventHub } from '../events/event-hub.ts';
import { inBackground } from '../http/background-tasks.ts';
import { verifyWhenDue } from '../receipts/verification/verify-when-due.ts';
import { remoteAuthenticator } from '../upstream/identity/remote-authenticator.ts';
import { remoteCredentialsIn } from '../upstream/identity/remote-credentials.ts';
import { renewing } from '../upstream/identity/renewing.ts';
import { remoteVerification } from '../upstream/registry/remote-verification.ts';
import { openSyncScheduler } from '../upstream/sync/sync-scheduler.ts';
import { openUpstream, type Remote } from '../upstream/transport/upstream.ts';
import type { RegistryBackend } from './registry-backend.ts';
import { type RemoteRoutesOptions, remoteRoutes } from './remote-routes.ts';

export type RemoteBackendOptions = Pick<RemoteRoutesOptions, 'store' | 'countAnswer' | 'blockerBudget'> & {
  remote: Remote;
  /** What the logins are sealed under. */
  secret: Buffer;
  hub: EventHub;
  /** How often what is shown is read anew, in ms. */
  refreshEvery: number;
  /** How long it may lag behind what it answers, in ms. */
  lag: number;
};

/** Opens the way to a remote registry, for a gateway to stand before; it is closed with the gateway. */
export function remoteBackend(app: FastifyInstance, options: RemoteBackendOptions): RegistryBackend {
  const { store, remote, secret, hub, refreshEvery } = options;
  const plain = openUpstream(remote);
  const remoteCredentials = remoteCredentialsIn(store, plain, secret);
  const upstream = renewing(plain, remoteCredentials);
  const verification = remoteVerification(store, upstream, remoteCredentials, options.lag);
  const schedule = verifyWhenDue(app, store, verification);
  const sync = openSyncScheduler({
    ...{ store, upstream, remoteCredentials, hub, refreshEvery },
    log: app.log,
  });
  app.addHook('onClose', async () => {
    await sync.close();
    await upstream.close();
  });
  const background = inBackground(app);
  return {
    host: upstream.host,
    authenticator: remoteAuthenticator(store, upstream, secret),
    onSignIn: (project_id) => {
      sync.onSignIn(project_id);
      background('What waits to be looked into could not be hurried', () => schedule.hurry(project_id));
    },
    routes: remoteRoutes({
      ...{ ...options, upstream, remoteCredentials, sync, verification, verifySoon: schedule.soon },
      inBackground: background,
    }),
  };
}
