import type { FastifyInstance } from 'fastify';
import type { Answer } from '../../core/deletion/answer.ts';
import { localAuthenticator } from '../iam/sign-in/authenticator.ts';
import { blockerRoutes } from '../model-list/blocker-routes.ts';
import { versionsOfNamesRoutes } from '../model-list/versions-of-names.ts';
import { deletionRoute } from '../receipts/calls/deletion-route.ts';
import { clientRunRoutes } from '../receipts/client-run-routes.ts';
import { receiptRoutes } from '../receipts/receipt-routes.ts';
import { verifyWhenDue } from '../receipts/verification/verify-when-due.ts';
import { registryRoutes } from '../registry/registry-routes.ts';
import type { Store } from '../store/schema.ts';
import { embeddedDeletions } from './embedded-deletions.ts';
import { embeddedVerification } from './embedded-verification.ts';
import type { RegistryBackend } from './registry-backend.ts';

/**
 * The backend of a gateway whose registry is in its own database.
 *
 * @param gateway while it runs, receipts are verified when that is due.
 * @param countAnswer is given every answer to a deletion call that is on a receipt, for the metrics.
 */
export function embeddedBackend(
  gateway: FastifyInstance,
  store: Store,
  countAnswer: (answer: Answer) => void,
): RegistryBackend {
  const schedule = verifyWhenDue(gateway, store, embeddedVerification(store));
  const deletions = embeddedDeletions(store, schedule.soon);
  const routes: RegistryBackend['routes'] = async (app) => {
    await app.register(registryRoutes(store));
    await app.register(deletionRoute(store, deletions, countAnswer));
    await app.register(clientRunRoutes(store, deletions));
    await app.register(receiptRoutes(store));
    await app.register(blockerRoutes(store));
    await app.register(versionsOfNamesRoutes(store));
  };
  return {
    host: null,
    authenticator: localAuthenticator(store),
    onSignIn: () => undefined,
    deletions,
    copyOf: async () => null,
    routes,
  };
}
