import type { FastifyInstance } from 'fastify';
import { createServer, type ServerOptions } from './app/create-server.ts';
import { type ApiOptions, registerApi } from './app/register-api.ts';
import { registerEvents } from './app/register-events.ts';
import { type HttpOptions, registerHttp } from './app/register-http.ts';
import { registerSignIn, type SignInOptions } from './app/register-sign-in.ts';
import { type BackendOptions, openBackend } from './backends/open-backend.ts';
import { serveConsole } from './console/serve-console.ts';
import { apiDocs } from './http/api-docs.ts';
import { noteLastUses } from './iam/last-uses.ts';
import { sessionsIn } from './iam/sign-in/sessions.ts';
import { openJobs } from './jobs/open-boss.ts';
import { openMetrics } from './observability/metrics.ts';
import { watchRequests } from './observability/metrics-routes.ts';
import { watchPool } from './observability/watch-pool.ts';
import { watchRegistry } from './observability/watch-registry.ts';
import { openRuns } from './runs/open-runs.ts';
import { openSchedules, type ScheduleOptions } from './schedules/open-schedules.ts';
import type { Listen } from './store/listen.ts';
import type { OpenStore, PoolCounts } from './store/open-store.ts';
import { openWebhooks, type WebhookOptions } from './webhooks/open-webhooks.ts';

/** The options of each part, which has the defaults, and those that are the gateway's as a whole. */
export type AppOptions = ServerOptions &
  HttpOptions &
  BackendOptions &
  SignInOptions &
  ApiOptions &
  WebhookOptions &
  ScheduleOptions & {
    /** The connections to the database, for the metrics; there are none on PGlite. */
    pool?: () => PoolCounts;
    /** Hears what any gateway of the database changes. */
    listen: Listen;
    /** The same database, as the queues speak to it. */
    jobs: OpenStore['jobs'];
    /** Where the built console is. */
    consoleDirectory: string;
  };

/**
 * Puts the gateway together, ready to listen. It does not close the store.
 *
 * The order counts. A scope of Fastify's has the hooks that its parent has when it is registered, and hooks run in the order
 * in which they were added: so guards, metrics and the stream's position come before every route. The API's docs collect
 * routes as those are registered, and come before them too. The console comes last: its hook for `/` is no other route's,
 * and whatever no route answers is its own.
 */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { store, secret, listen, pool } = options;
  const app = createServer(options);
  await registerHttp(app, options);

  const metrics = openMetrics();
  watchRequests(app, metrics);
  if (pool) watchPool(metrics, pool);
  watchRegistry(metrics, store, (error) => app.log.warn({ err: error }, 'Figures could not be read'));
  const hub = await registerEvents(app, { store, listen, metrics });
  const { countAnswer, countTry } = metrics;
  const backend = await openBackend(app, options, { store, secret, hub, countAnswer });
  const sessions = sessionsIn(store, secret);
  const uses = noteLastUses(store, (error) => app.log.warn({ err: error }, 'Last uses could not be noted'));
  app.addHook('onClose', uses.flush);
  const jobs = openJobs(app, options.jobs);
  const runs = openRuns(app, { store, jobs, hub, deletions: backend.deletions, countAnswer });
  openSchedules(app, options, {
    ...runs,
    copyOf: backend.copyOf,
    isRemote: backend.host !== null,
  });
  const webhooks = openWebhooks(app, options, { store, secret, jobs, hub, countTry });

  await apiDocs(app);
  await registerSignIn(app, options, { backend, sessions, runs, uses });
  await registerApi(app, options, { backend, sessions, hub, runs, uses, webhooks });
  await serveConsole(app, options.consoleDirectory);
  return app;
}
