import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { VERSION } from '../version.ts';

/** Describes the console's own API by OpenAPI, from the schemas of its routes, browsable at `/api/docs`. */
export async function apiDocs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Coppice',
        version: VERSION,
        description:
          'What the console asks its gateway. The ModelArts calls under /v1 are described by ModelArts.',
      },
      // Where it is tried out from the page.
      servers: [{ url: app.base || '/' }],
    },
    transform: (route) =>
      route.url.startsWith('/api/') && !route.url.startsWith('/api/docs')
        ? jsonSchemaTransform(route)
        : { schema: { hide: true }, url: route.url },
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', indexPrefix: app.base });
}
