import type { FastifyInstance } from 'fastify';

/**
 * ModelArts' SDKs send `Content-Type: application/json` with every DELETE, though it has no body. Fastify would refuse
 * that; here it is no body. A route that needs one says so itself.
 */
export function allowEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body, done);
  });
}
