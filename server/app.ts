import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { allowEmptyJson } from './allow-empty-json.ts';
import { answerError } from './answer-errors.ts';
import { compressAnswers } from './compress-answers.ts';
import { aboutRoutes } from './console/about-routes.ts';
import { apiDocs } from './console/api-docs.ts';
import { blockerRoutes } from './console/blocker-routes.ts';
import { modelGroupRoutes } from './console/model-group-routes.ts';
import { serveConsole } from './console/serve-console.ts';
import { sessionRoutes } from './console/session-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { authenticate } from './iam/authenticate.ts';
import { checkOrigin } from './iam/check-origin.ts';
import { sessionsIn } from './iam/sessions.ts';
import { SIGN_IN_TRIES, throttleSignIns } from './iam/sign-in-throttle.ts';
import { tokenRoutes } from './iam/token-routes.ts';
import { receiptRoutes } from './receipts/receipt-routes.ts';
import { refuseUnstorableBody, refuseUnstorableUrl } from './refuse-unstorable.ts';
import { registryRoutes } from './registry/registry-routes.ts';
import type { Store } from './store/schema.ts';

export type AppOptions = {
  store: Store;
  /** 32 bytes; the tokens of console sessions and the secret keys of access keys are sealed under it. */
  secret: Buffer;
  /** Where the built console is. */
  consoleDirectory: string;
  /** Fastify's logger options; silent when left out. */
  logger?: FastifyServerOptions['logger'];
  /** Tries a minute before a sign-in has to wait. */
  signInTries?: number;
};

/** Puts the gateway together, ready to listen. It does not close the store. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { store, secret, consoleDirectory, logger = false, signInTries = SIGN_IN_TRIES } = options;
  const app = Fastify({
    logger,
    frameworkErrors: answerError,
    // Behind a proxy on the same machine, the caller's own address and protocol count, not the proxy's.
    trustProxy: 'loopback',
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  // Answers are built by our own typed code, so they are written, not parsed a second time.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(answerError);
  app.decorateRequest('caller', null);
  allowEmptyJson(app);

  await app.register(cookie);
  await app.register(helmet, SECURITY_HEADERS);
  await compressAnswers(app);
  app.addHook('onRequest', refuseUnstorableUrl);
  app.addHook('onRequest', checkOrigin);
  app.addHook('preValidation', refuseUnstorableBody);

  const sessions = sessionsIn(store, secret);
  const throttle = throttleSignIns(signInTries);
  await apiDocs(app);
  await app.register(healthRoutes(store));
  await app.register(tokenRoutes(store, secret, throttle));
  await app.register(sessionRoutes(store, sessions, throttle));
  await app.register(aboutRoutes(store));
  await app.register(async (signedIn) => {
    authenticate(signedIn, store, secret, sessions);
    await signedIn.register(registryRoutes(store));
    await signedIn.register(modelGroupRoutes(store));
    await signedIn.register(blockerRoutes(store));
    await signedIn.register(receiptRoutes(store));
  });
  await serveConsole(app, consoleDirectory);
  return app;
}

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
} as const;
