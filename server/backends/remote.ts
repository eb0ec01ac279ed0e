import type { FastifyInstance } from 'fastify';
import type { EventHub } from '../events/event-hub.ts';
import { inBackground } from '../http/background-tasks.ts';
import { verifyWhenDue } from '../receipts/verification/verify-when-due.ts';
import { remoteAuthenticator } from '../upstream/identity/remote-authenticator.ts';
import { remoteCredentialsIn } from '../upstream/identity/remote-credentials.ts';
import { renewing } from '../upstream/identity/renewing.ts';
import { remoteDeletions } from '../upstream/registry/remote-deletions.ts';
import { remoteVerification } from '../upstream/registry/remote-verification.ts';
import { readSyncStatus } from '../upstream/sync/read-sync-status.ts';
import { openSyncScheduler } from '../upstream/sync/sync-scheduler.ts';
import { openUpstream, type Remote } from '../upstream/transport/upstream.ts';
import type { RegistryBackend } from './registry-backend.ts';
import { type RemoteRoutesOptions, remoteRoutes } from './remote-routes.ts';

/** What the backend of a gateway for a remote registry needs. */
export type RemoteBackendOptions = Pick<RemoteRoutesOptions, 'store' | 'countAnswer' | 'blockerBudget'> & {
  remote: Remote;
  /** 32 bytes that the remote credentials are sealed under. */
  secret: Buffer;
  hub: EventHub;
  /** How old the copy of the remote registry may become before it is synced. In ms. */
  refreshEvery: number;
  /** How long the remote registry may lag behind its own answers (eventual consistency). In ms. */
  lag: number;
};

/** The backend of a gateway for a remote registry. Its connections and its sync are closed with the gateway. */
export function remoteBackend(app: FastifyInstance, options: RemoteBackendOptions): RegistryBackend {
  const { store, remote, secret, hub, refreshEvery } = options;
  const withoutRenewal = openUpstream(remote);
  const remoteCredentials = remoteCredentialsIn(store, withoutRenewal, secret);
  const upstream = renewing(withoutRenewal, remoteCredentials);
  const verification = remoteVerification(store, upstream, remoteCredentials, options.lag);
  const schedule = verifyWhenDue(app, store, verification);
  const sync = openSyncScheduler({ store, upstream, remoteCredentials, hub, refreshEvery, log: app.log });
  app.addHook('onClose', async () => {
    await sync.close();
    await upstream.close();
  });
  const background = inBackground(app);
  const deletions = remoteDeletions({
    store,
    upstream,
    remoteCredentials,
    verification,
    verifySoon: schedule.soon,
    invalidateName: (caller, model_name) =>
      background('A name that a deletion touched could not be noted', () =>
        sync.invalidate(caller, model_name),
      ),
  });
  return {
    host: upstream.host,
    authenticator: remoteAuthenticator(store, upstream, secret),
    deletions,
    copyOf: async (project_id) => {
      const { read_at, are_services_known } = await readSyncStatus(store, project_id);
      return { read_at, are_services_known };
    },
    onSignIn: ({ project_id }) => {
      sync.onSignIn(project_id);
      background('What waits to be looked into could not be hurried', () => schedule.hurry(project_id));
    },
    routes: remoteRoutes({
      ...options,
      upstream,
      remoteCredentials,
      sync,
      deletions,
    }),
  };
}
