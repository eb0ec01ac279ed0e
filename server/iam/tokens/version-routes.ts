import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ownAddress } from '../../http/own-address.ts';

/** IAM's version discovery (`/v3`). Open to everybody: clients ask before they have a token. */
export async function versionRoutes(app: FastifyInstance): Promise<void> {
  for (const path of ['/v3', '/v3/']) app.get(path, async (request) => ({ version: versionAt(request) }));
}

/** Whether a request for `/` is version discovery by an IAM client, and not a browser's. */
export function asksForVersions({ method, url, headers: { accept = '' } }: FastifyRequest): boolean {
  const reads = method === 'GET' || method === 'HEAD';
  return reads && url === '/' && accept.includes('application/json') && !accept.includes('text/html');
}

/** Answers the list of IAM's versions. Source: Keystone's Identity API v3, "List API versions": 300, though there is one. */
export function answerVersions(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(300)
    .header('cache-control', 'no-store')
    .send({ versions: { values: [versionAt(request)] } });
}

/** Source: Keystone's Identity API v3, "Show v3 API version details". */
function versionAt(request: FastifyRequest) {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${ownAddress(request)}/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  };
}
