/** What passing through the gateway is compared to: Node, Fastify and undici, and nothing else. Prints its address. */
import Fastify from 'fastify';
import { Agent } from 'undici';

const [remote = ''] = process.argv.slice(2);
const agent = new Agent();
const app = Fastify();
app.all('/*', async (request, reply) => {
  const { host: _, connection: __, ...headers } = request.headers;
  const { method, url } = request.raw;
  const answer = await agent.request({ origin: remote, method: method ?? 'GET', path: url ?? '/', headers });
  return reply.code(answer.statusCode).headers(answer.headers).send(answer.body);
});
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
