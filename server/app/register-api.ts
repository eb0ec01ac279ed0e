import type { FastifyInstance } from 'fastify';
import { SIGN_OF_LIFE_MS } from '../../core/console-api/live/sign-of-life.ts';
import { activityRoutes, feedRoute } from '../activity/activity-routes.ts';
import type { RegistryBackend } from '../backends/registry-backend.ts';
import { cleanupRoutes } from '../cleanup/cleanup-routes.ts';
import type { EventHub } from '../events/event-hub.ts';
import { eventRoutes } from '../events/event-routes.ts';
import { healthRoutes } from '../http/health-routes.ts';
import { authenticate } from '../iam/authenticate.ts';
import type { LastUses } from '../iam/last-uses.ts';
import type { Sessions } from '../iam/sign-in/sessions.ts';
import { SIGN_IN_TRIES, throttleSignIns } from '../iam/sign-in/sign-in-throttle.ts';
import { modelGroupRoutes } from '../model-list/model-group-routes.ts';
import { ownerRoutes } from '../model-list/owner-routes.ts';
import { nameRoutes } from '../name-page/name-routes.ts';
import { overviewRoutes } from '../overview/overview-routes.ts';
import { ownKeyRoutes } from '../people/own-key-routes.ts';
import { ownSessionRoutes } from '../people/own-session-routes.ts';
import { peopleRoutes } from '../people/people-routes.ts';
import { personKeyRoutes } from '../people/person-key-routes.ts';
import { protectionRoutes } from '../protections/protection-routes.ts';
import { dryRunRoutes } from '../rules/dry-run-routes.ts';
import { ruleRoutes } from '../rules/rule-routes.ts';
import type { Runs } from '../runs/open-runs.ts';
import { runRoutes } from '../runs/run-routes.ts';
import { scheduleRoutes } from '../schedules/schedule-routes.ts';
import { serviceListRoutes } from '../service-list/service-list-routes.ts';
import { aboutRoutes } from '../session/about-routes.ts';
import type { Store } from '../store/schema.ts';
import type { Webhooks } from '../webhooks/open-webhooks.ts';
import { webhookRoutes } from '../webhooks/webhook-routes.ts';

export type ApiOptions = {
  store: Store;
  /** 32 bytes; the tokens of console sessions and the secret keys of access keys are sealed under it. */
  secret: Buffer;
  /** Tries a minute before a password that is tried has to wait. */
  signInTries?: number;
  /** How often a stream of changes gives a sign of life, in ms. */
  signOfLife?: number;
};

/** What the routes are put upon. */
type ApiParts = {
  backend: RegistryBackend;
  sessions: Sessions;
  hub: EventHub;
  runs: Runs;
  uses: LastUses;
  webhooks: Webhooks;
};

/**
 * The routes of the registry (`/v1`) and of the console's own API (`/api`), in a scope of their own, so that the hooks of
 * `authenticate` are theirs alone; and beside it those that are open to everybody: health, what this gateway is, and feeds, of which the
 * address is a proof.
 */
export async function registerApi(
  app: FastifyInstance,
  { store, secret, signInTries = SIGN_IN_TRIES, signOfLife = SIGN_OF_LIFE_MS }: ApiOptions,
  { backend, sessions, hub, runs, uses, webhooks }: ApiParts,
): Promise<void> {
  await app.register(healthRoutes(store));
  await app.register(aboutRoutes(store, backend.host));
  await app.register(feedRoute(store, { isRemote: backend.host !== null }));
  await app.register(async (authenticated) => {
    const identify = authenticate(authenticated, { store, secret, sessions, uses });
    await authenticated.register(backend.routes);
    await authenticated.register(runRoutes(runs));
    await authenticated.register(webhookRoutes(webhooks));
    await authenticated.register(modelGroupRoutes(store));
    await authenticated.register(nameRoutes(store));
    await authenticated.register(serviceListRoutes(store));
    await authenticated.register(ownerRoutes(store));
    await authenticated.register(activityRoutes(store));
    await authenticated.register(ownSessionRoutes(store, uses));
    // Before a remote registry, people and their keys are made there.
    if (backend.host === null) {
      const throttle = throttleSignIns(store, signInTries);
      await authenticated.register(ownKeyRoutes({ store, secret, throttle, uses }));
      await authenticated.register(peopleRoutes(store, uses));
      await authenticated.register(personKeyRoutes(store, secret));
    }
    await authenticated.register(overviewRoutes(store, backend.host !== null));
    await authenticated.register(protectionRoutes(store));
    await authenticated.register(cleanupRoutes(store, backend.copyOf));
    await authenticated.register(ruleRoutes(store));
    await authenticated.register(dryRunRoutes(store, backend.copyOf));
    await authenticated.register(scheduleRoutes(store));
    await authenticated.register(eventRoutes(hub, identify, signOfLife));
  });
}
