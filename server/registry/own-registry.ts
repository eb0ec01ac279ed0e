import type { FastifyInstance } from 'fastify';
import type { Answer } from '../../core/deletion/answer.ts';
import type { Behind } from '../behind.ts';
import { blockerRoutes } from '../console/blocker-routes.ts';
import { ownDoor } from '../iam/door.ts';
import { deletionRoute } from '../receipts/deletion-route.ts';
import { lookWhenDue } from '../receipts/look-when-due.ts';
import { ownVerification } from '../receipts/own-verification.ts';
import { receiptRoutes } from '../receipts/receipt-routes.ts';
import type { Store } from '../store/schema.ts';
import { ownDeletions } from './own-deletions.ts';
import { registryRoutes } from './registry-routes.ts';

/**
 * Everything that a gateway has for the registry in its own database.
 *
 * @param gateway whose receipts are looked into when that is due.
 * @param tellAnswer is told of every answer to a deletion call that is on a receipt.
 */
export function ownRegistry(
  gateway: FastifyInstance,
  store: Store,
  tellAnswer: (answer: Answer) => void,
): Behind {
  const looks = lookWhenDue(gateway, store, ownVerification(store));
  const deletions = ownDeletions(store, looks.soon);
  const routes: Behind['routes'] = async (app) => {
    await app.register(registryRoutes(store));
    await app.register(deletionRoute(store, deletions, tellAnswer));
    await app.register(receiptRoutes(store, deletions));
    await app.register(blockerRoutes(store));
  };
  return { host: null, door: ownDoor(store), welcome: () => undefined, routes };
}
