import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Once the gateway stops, drops connections on which nothing was ever said: browsers open some in advance, and Node
 * counts them among the busy ones, for which a closing server waits.
 */
export function dropUnusedConnections(app: FastifyInstance): void {
  const connections = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  app.addHook('preClose', async () => {
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  });
}
