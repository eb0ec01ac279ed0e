import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { compressAnswers } from '../http/compress-answers.ts';
import { checkHost } from '../http/guards/check-host.ts';
import { checkOrigin } from '../http/guards/check-origin.ts';
import type { HostRule } from '../http/guards/host-rule.ts';
import { refuseUnstorableBody, refuseUnstorableUrl } from '../http/guards/refuse-unstorable.ts';
import { SECURITY_HEADERS } from '../http/security-headers.ts';
import { tellRequestId } from '../observability/request-id.ts';

export type HttpOptions = {
  /** What it answers to besides the loopback and the address that a connection came to. */
  hosts?: readonly HostRule[];
};

/**
 * What every request goes through before its route: headers of the answer, then guards. Hooks run in the order in which
 * they are added, and that order counts:
 *
 * 1. Cookies are parsed first: `checkOrigin` asks whether there is one of a session.
 * 2. Security headers and the request's id come before every guard, so that a refusal has them too.
 * 3. Compression adds itself to each route as that is registered, so it comes before all routes.
 * 4. `checkHost` comes before `checkOrigin`, which compares the page's origin with the host: only one of our own names can
 *    be compared with.
 * 5. NUL characters are refused before anything, authentication included, gives a text to the database; in a body as soon
 *    as it is parsed.
 */
export async function registerHttp(app: FastifyInstance, { hosts = [] }: HttpOptions): Promise<void> {
  await app.register(cookie);
  await app.register(helmet, SECURITY_HEADERS);
  app.addHook('onRequest', async (request, reply) => tellRequestId(request, reply));
  await compressAnswers(app);
  app.addHook('onRequest', checkHost(hosts));
  app.addHook('onRequest', refuseUnstorableUrl);
  app.addHook('onRequest', checkOrigin);
  app.addHook('preValidation', refuseUnstorableBody);
}
