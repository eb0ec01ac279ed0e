import type { FastifyPluginAsync } from 'fastify';
import type { Answer } from '../../core/deletion/answer.ts';
import { type DeletionBackend, deletionRoute } from '../receipts/calls/deletion-route.ts';
import { clientRunRoutes } from '../receipts/client-run-routes.ts';
import { receiptRoutes } from '../receipts/receipt-routes.ts';
import type { Store } from '../store/schema.ts';
import type { RemoteCredentials } from '../upstream/identity/remote-credentials.ts';
import { passRoutes } from '../upstream/registry/pass-routes.ts';
import { remoteBlockerRoutes } from '../upstream/registry/remote-blocker-routes.ts';
import { syncRoutes } from '../upstream/sync/sync-routes.ts';
import type { SyncScheduler } from '../upstream/sync/sync-scheduler.ts';
import type { Upstream } from '../upstream/transport/upstream.ts';

/** What the routes of a gateway for a remote registry need. */
export type RemoteRoutesOptions = {
  store: Store;
  upstream: Upstream;
  remoteCredentials: RemoteCredentials;
  sync: SyncScheduler;
  deletions: DeletionBackend;
  /** Is given every answer to a deletion call that is on a receipt, for the metrics. */
  countAnswer: (answer: Answer) => void;
  /** How long the remote registry is asked for services before the copy is answered. In ms. */
  blockerBudget: number;
};

/** The routes of a gateway for a remote registry: what is not recorded or answered from the copy is passed through. */
export function remoteRoutes(options: RemoteRoutesOptions): FastifyPluginAsync {
  const { store, upstream, remoteCredentials, sync, deletions, countAnswer, blockerBudget } = options;
  return async (app) => {
    await app.register(passRoutes(upstream, remoteCredentials));
    await app.register(deletionRoute(store, deletions, countAnswer));
    await app.register(clientRunRoutes(store, deletions));
    await app.register(receiptRoutes(store));
    await app.register(remoteBlockerRoutes(store, upstream, remoteCredentials, blockerBudget));
    await app.register(syncRoutes(store, sync));
  };
}
