import Fastify, { type FastifyInstance } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { MAX_NAME_LENGTH } from '../../core/console-api/models/model-group-queries.ts';
import { allowEmptyJson } from '../http/allow-empty-json.ts';
import { belowBase, noteBase } from '../http/base-path.ts';
import { CLIENT_TIMEOUTS_MS, type ClientTimeouts, timeLimits } from '../http/client-timeouts.ts';
import { dropUnusedConnections } from '../http/drop-unused-connections.ts';
import { answerError } from '../http/error-handler.ts';
import { LOG_SERIALIZERS } from '../observability/log-serializers.ts';
import { requestIdOf } from '../observability/request-id.ts';
import { RequestLog } from '../observability/request-log.ts';

export type ServerOptions = {
  /** From which level on it logs, and where to, if not to the standard output; silent when left out. */
  logger?: { level: 'info' | 'warn'; stream?: { write: (line: string) => void } };
  /** Addresses and networks of proxies that are believed about the caller's own address, host and protocol. */
  trustProxy?: string[];
  /** How long clients may take. */
  timeouts?: ClientTimeouts;
  /** The path that it is reached under, behind a proxy: `/coppice`; nothing when it has a host to itself. */
  base?: string;
};

/**
 * The Fastify server, without hooks and routes: its log, its limits, how bodies are parsed and validated, and how errors
 * are answered. Those of the framework itself, before any route is found, are answered in the same way.
 */
export function createServer({
  logger,
  trustProxy = ['loopback'],
  timeouts = CLIENT_TIMEOUTS_MS,
  base = '',
}: ServerOptions): FastifyInstance {
  const app: FastifyInstance = Fastify({
    ...timeLimits(timeouts),
    logger: logger ? { ...logger, serializers: LOG_SERIALIZERS } : false,
    logController: new RequestLog(),
    genReqId: requestIdOf,
    frameworkErrors: answerError,
    trustProxy,
    rewriteUrl: ({ url }) => belowBase(base, url),
    // Names of remote registries are longer than other words in an address.
    routerOptions: { maxParamLength: MAX_NAME_LENGTH },
  });
  app.setValidatorCompiler(validatorCompiler);
  // Answers are built by our own typed code, so they are written, not parsed a second time.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(answerError);
  // On every request, so that the log can ask who made it; `authenticate` sets it.
  app.decorateRequest('caller', null);
  noteBase(app, base);
  allowEmptyJson(app);
  dropUnusedConnections(app);
  return app;
}
