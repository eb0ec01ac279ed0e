import type { FastifyPluginAsync } from 'fastify';
import type { Answer } from '../../core/deletion/answer.ts';
import { deletionRoute } from '../receipts/deletion-route.ts';
import { receiptRoutes } from '../receipts/receipt-routes.ts';
import type { Store } from '../store/schema.ts';
import type { InBackground } from './in-background.ts';
import { loginsIn } from './logins.ts';
import { passRoutes } from './pass-routes.ts';
import { remoteBlockerRoutes } from './remote-blocker-routes.ts';
import { remoteDeletions, type Touched } from './remote-deletions.ts';
import { remoteLook } from './remote-look.ts';
import type { Upstream } from './upstream.ts';

export type StandBefore = {
  store: Store;
  upstream: Upstream;
  /** What the logins are sealed under. */
  secret: Buffer;
  inBackground: InBackground;
  /** Is told of every answer to a deletion call that is on a receipt. */
  tellAnswer: (answer: Answer) => void;
  /** How long services are asked for before what is known is answered, in ms. */
  blockerBudget: number;
};

/** Everything that a gateway has for a remote registry, in place of one of its own. */
export function standBefore(options: StandBefore): FastifyPluginAsync {
  const { store, upstream, secret, inBackground, tellAnswer, blockerBudget } = options;
  return async (app) => {
    const logins = loginsIn(store, upstream, secret);
    const look = remoteLook(store, upstream, logins, inBackground);
    const touched: Touched = () => {};
    const deletions = remoteDeletions(store, upstream, logins, look, touched);
    await app.register(passRoutes(upstream, logins));
    await app.register(deletionRoute(store, deletions, tellAnswer));
    await app.register(receiptRoutes(store, look));
    await app.register(remoteBlockerRoutes(upstream, logins, blockerBudget));
  };
}
