import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { listenLocally } from '../../server/testing/fakes/listen-locally.ts';

/** A balancer in front of several gateways that knows nothing of HTTP: each connection goes to the next of them. */
export type TcpBalancer = {
  url: string;
  /** The address of the gateway that a client last said something to. */
  lastAsked: () => string;
  close: () => Promise<void>;
};

/** Opens a balancer. A gateway that does not take a connection is passed over. */
export async function startTcpBalancer(gateways: readonly string[]): Promise<TcpBalancer> {
  const open = new Set<Socket>();
  let turn = 0;
  let lastAsked = '';

  const server = createServer(async (client) => {
    // Nothing is read before there is somebody to pass it on to.
    client.pause();
    keep(client);
    turn = (turn + 1) % gateways.length;
    const found = await connectToAny([...gateways.slice(turn), ...gateways.slice(0, turn)]);
    if (!found) return client.destroy();
    const { gateway, socket } = found;
    keep(socket);
    client.on('data', () => {
      lastAsked = gateway;
    });
    client.on('close', () => socket.destroy());
    socket.on('close', () => client.destroy());
    client.pipe(socket).pipe(client);
  });
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
  };

  const url = await listenLocally(server);
  return {
    url,
    lastAsked: () => lastAsked,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function connectToAny(gateways: readonly string[]) {
  for (const gateway of gateways) {
    const socket = connect(Number(new URL(gateway).port), '127.0.0.1');
    try {
      await once(socket, 'connect');
      return { gateway, socket };
    } catch {
      socket.destroy();
    }
  }
  return undefined;
}
