/** What the gateway's memory and start are compared to: Node and Fastify, and nothing else. Prints its address. */
import Fastify from 'fastify';

const app = Fastify();
app.get('/', () => ({ status: 'alive' }));
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
