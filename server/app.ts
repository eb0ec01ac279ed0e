import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { MAX_NAME_LENGTH } from '../core/console-api/model-group-queries.ts';
import { SIGN_OF_LIFE_MS } from '../core/console-api/sign-of-life.ts';
import { embeddedBackend } from './backends/embedded.ts';
import { serveConsole } from './console/serve-console.ts';
import { answerStreamsEnded } from './events/access-ended.ts';
import { openEventHub } from './events/event-hub.ts';
import { eventRoutes } from './events/event-routes.ts';
import { tellStreamPosition } from './events/tell-marks.ts';
import { allowEmptyJson } from './http/allow-empty-json.ts';
import { apiDocs } from './http/api-docs.ts';
import { belowBase, noteBase } from './http/base-path.ts';
import { CLIENT_TIMEOUTS_MS, type ClientTimeouts, timeLimits } from './http/client-timeouts.ts';
import { compressAnswers } from './http/compress-answers.ts';
import { dropUnusedConnections } from './http/drop-unused-connections.ts';
import { answerError } from './http/error-handler.ts';
import { checkHost } from './http/guards/check-host.ts';
import { checkOrigin } from './http/guards/check-origin.ts';
import type { HostRule } from './http/guards/host-rule.ts';
import { refuseUnstorableBody, refuseUnstorableUrl } from './http/guards/refuse-unstorable.ts';
import { healthRoutes } from './http/health-routes.ts';
import { authenticate } from './iam/authenticate.ts';
import { projectRoutes } from './iam/project-routes.ts';
import { sessionsIn } from './iam/sign-in/sessions.ts';
import { SIGN_IN_TRIES, throttleSignIns } from './iam/sign-in/sign-in-throttle.ts';
import { tokenRoutes } from './iam/tokens/token-routes.ts';
import { versionRoutes } from './iam/tokens/version-routes.ts';
import { modelGroupRoutes } from './model-list/model-group-routes.ts';
import { ownerRoutes } from './model-list/owner-routes.ts';
import { LOG_SERIALIZERS } from './observability/log-serializers.ts';
import { openMetrics } from './observability/metrics.ts';
import { watchRequests } from './observability/metrics-routes.ts';
import { requestIdOf, tellRequestId } from './observability/request-id.ts';
import { RequestLog } from './observability/request-log.ts';
import { watchPool } from './observability/watch-pool.ts';
import { LAG_MS } from './receipts/verification/next-verification.ts';
import { aboutRoutes } from './session/about-routes.ts';
import { sessionRoutes } from './session/session-routes.ts';
import type { Listen } from './store/listen.ts';
import type { PoolCounts } from './store/open-store.ts';
import type { Store } from './store/schema.ts';
import type { Remote } from './upstream/transport/upstream.ts';

export type AppOptions = {
  store: Store;
  /** The connections to the database, to be watched; there are none on PGlite. */
  pool?: () => PoolCounts;
  /** Hears what any gateway of the database changes. */
  listen: Listen;
  /** 32 bytes; the tokens of console sessions and the secret keys of access keys are sealed under it. */
  secret: Buffer;
  /** The remote ModelArts to stand before; without it the registry is the one in the database. */
  remote?: Remote | undefined;
  /** How often what is shown of the remote ModelArts is read anew, in ms. */
  refreshEvery?: number;
  /** Where the built console is. */
  consoleDirectory: string;
  /** From which level on it logs, and where to, if not to the standard output; silent when left out. */
  logger?: { level: 'info' | 'warn'; stream?: { write: (line: string) => void } };
  /** Tries a minute before a sign-in has to wait. */
  signInTries?: number;
  /** How often a stream of changes gives a sign of life, in ms. */
  signOfLife?: number;
  /** Addresses and networks of proxies that are believed about the caller's own address, host and protocol. */
  trustProxy?: string[];
  /** What it answers to besides the loopback and the address that a connection came to. */
  hosts?: readonly HostRule[];
  /** How long a remote registry is asked for services before what is known is answered, in ms. */
  blockerBudget?: number;
  /** How long a remote registry may lag behind what it answers, in ms. */
  lag?: number;
  /** Where a console shows a service, with `{service_id}` for its id. */
  serviceUrl?: string | undefined;
  /** How long clients may take. */
  timeouts?: ClientTimeouts;
  /** The path that it is reached under, behind a proxy: `/coppice`; nothing when it has a host to itself. */
  base?: string;
};

/** Puts the gateway together, ready to listen. It does not close the store. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { store, pool, secret, consoleDirectory, logger, remote } = options;
  const {
    signInTries = SIGN_IN_TRIES,
    signOfLife = SIGN_OF_LIFE_MS,
    refreshEvery = REFRESH_EVERY_MS,
  } = options;
  const {
    trustProxy = ['loopback'],
    timeouts = CLIENT_TIMEOUTS_MS,
    blockerBudget = BLOCKER_BUDGET_MS,
  } = options;
  const { hosts = [], lag = LAG_MS, base = '' } = options;
  const app = Fastify({
    ...timeLimits(timeouts),
    logger: logger ? { ...logger, serializers: LOG_SERIALIZERS } : false,
    logController: new RequestLog(),
    genReqId: requestIdOf,
    frameworkErrors: answerError,
    trustProxy,
    rewriteUrl: ({ url }) => belowBase(base, url),
    // Names of remote registries are longer than other words in an address.
    routerOptions: { maxParamLength: MAX_NAME_LENGTH },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  // Answers are built by our own typed code, so they are written, not parsed a second time.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(answerError);
  app.decorateRequest('caller', null);
  noteBase(app, base);
  allowEmptyJson(app);
  dropUnusedConnections(app);

  await app.register(cookie);
  await app.register(helmet, SECURITY_HEADERS);
  app.addHook('onRequest', async (request, reply) => tellRequestId(request, reply));
  await compressAnswers(app);
  app.addHook('onRequest', checkHost(hosts));
  app.addHook('onRequest', refuseUnstorableUrl);
  app.addHook('onRequest', checkOrigin);
  app.addHook('preValidation', refuseUnstorableBody);

  const metrics = openMetrics();
  watchRequests(app, metrics);
  if (pool) watchPool(metrics, pool);
  const sessions = sessionsIn(store, secret);
  const throttle = throttleSignIns(store, signInTries);
  const hub = await openEventHub(options.listen, (user_id, streams) => {
    answerStreamsEnded(store, user_id, streams).catch((error: unknown) =>
      app.log.warn({ err: error }, 'It could not be said how many streams ended'),
    );
  });
  metrics.gauge('coppice_event_clients', 'Consoles that are told of changes as they happen', () =>
    hub.clients(),
  );
  tellStreamPosition(app, hub);
  const countAnswer = metrics.countAnswer;
  const backend = remote
    ? // Only here, for a gateway with a registry of its own does not need it.
      (await import('./backends/remote.ts')).remoteBackend(app, {
        remote,
        store,
        secret,
        hub,
        refreshEvery,
        countAnswer,
        blockerBudget,
        lag,
      })
    : embeddedBackend(app, store, countAnswer);
  await apiDocs(app);
  await app.register(healthRoutes(store));
  await app.register(versionRoutes);
  await app.register(tokenRoutes(store, backend.authenticator, throttle));
  await app.register(projectRoutes(store, secret));
  await app.register(
    sessionRoutes(store, { ...backend, serviceUrl: options.serviceUrl }, sessions, throttle),
  );
  await app.register(aboutRoutes(store, backend.host));
  await app.register(async (signedIn) => {
    const identify = authenticate(signedIn, store, secret, sessions);
    await signedIn.register(backend.routes);
    await signedIn.register(modelGroupRoutes(store));
    await signedIn.register(ownerRoutes(store));
    await signedIn.register(eventRoutes(hub, identify, signOfLife));
  });
  await serveConsole(app, consoleDirectory);
  return app;
}

/** How often what is shown of a remote registry is read anew, and how long its services are asked for, in ms. */
const REFRESH_EVERY_MS = 5 * 60_000;
const BLOCKER_BUDGET_MS = 2_000;

const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
      'img-src': ["'self'", 'data:'],
      'object-src': ["'none'"],
      'script-src': ["'self'"],
      // Mantine writes style attributes and a style element.
      'style-src': ["'self'", "'unsafe-inline'"],
    },
  },
  // Coppice runs on http://localhost as well; a proxy that adds TLS adds this header too.
  hsts: false,
  xFrameOptions: { action: 'deny' },
  // Said to Internet Explorer, Flash and filters that are no more, with every answer.
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const;
