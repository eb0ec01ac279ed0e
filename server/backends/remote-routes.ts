import type { FastifyPluginAsync } from 'fastify';
import type { Answer } from '../../core/deletion/answer.ts';
import type { InBackground } from '../http/background-tasks.ts';
import { deletionRoute } from '../receipts/calls/deletion-route.ts';
import { receiptRoutes } from '../receipts/receipt-routes.ts';
import type { Verification } from '../receipts/verification/verification.ts';
import type { Store } from '../store/schema.ts';
import type { RemoteCredentials } from '../upstream/identity/remote-credentials.ts';
import { passRoutes } from '../upstream/registry/pass-routes.ts';
import { remoteBlockerRoutes } from '../upstream/registry/remote-blocker-routes.ts';
import { remoteDeletions } from '../upstream/registry/remote-deletions.ts';
import { syncRoutes } from '../upstream/sync/sync-routes.ts';
import type { SyncScheduler } from '../upstream/sync/sync-scheduler.ts';
import type { Upstream } from '../upstream/transport/upstream.ts';

/** What the routes of a gateway for a remote registry need. */
export type RemoteRoutesOptions = {
  store: Store;
  upstream: Upstream;
  remoteCredentials: RemoteCredentials;
  sync: SyncScheduler;
  verification: Verification;
  verifySoon: () => void;
  inBackground: InBackground;
  /** Is told of every answer to a deletion call that is on a receipt. */
  countAnswer: (answer: Answer) => void;
  /** How long requests for services may be begun for one check, in ms. */
  blockerBudget: number;
};

/** The routes of a gateway for a remote registry, in place of those of the embedded one. */
export function remoteRoutes(options: RemoteRoutesOptions): FastifyPluginAsync {
  const { store, upstream, remoteCredentials, sync, verification, verifySoon, inBackground } = options;
  const { countAnswer, blockerBudget } = options;
  return async (app) => {
    const deletions = remoteDeletions({
      store,
      upstream,
      remoteCredentials,
      verification,
      verifySoon,
      invalidateName: (caller, model_name) =>
        inBackground('A name that a deletion touched could not be noted', () =>
          sync.invalidate(caller, model_name),
        ),
    });
    await app.register(passRoutes(upstream, remoteCredentials));
    await app.register(deletionRoute(store, deletions, countAnswer));
    await app.register(receiptRoutes(store, deletions));
    await app.register(remoteBlockerRoutes(store, upstream, remoteCredentials, blockerBudget));
    await app.register(syncRoutes(store, sync));
  };
}
