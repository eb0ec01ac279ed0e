import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { listenLocally } from '../../server/testing/fakes/listen-locally.ts';

/** A way to a gateway that can be made longer. */
export type Relay = {
  url: string;
  /** How long what is sent takes, in each direction. In ms. */
  delay: number;
  close: () => Promise<void>;
};

/** Opens a relay that takes no time. */
export async function startRelay(gateway: string): Promise<Relay> {
  const open = new Set<Socket>();
  const delayed = () => {
    // What is sent while something is on its way is on its way as well, and does not wait for it to arrive.
    let underWay = Promise.resolve();
    return new Transform({
      transform(chunk, _encoding, done) {
        if (relay.delay === 0) return done(null, chunk);
        const arrives = pause(relay.delay);
        underWay = underWay.then(() => arrives).then(() => void this.push(chunk));
        done();
      },
      flush(done) {
        underWay.then(() => done(), done);
      },
    });
  };
  const server = createServer({ noDelay: true }, (client) => {
    const socket = connect({ port: Number(new URL(gateway).port), host: '127.0.0.1', noDelay: true });
    for (const end of [client, socket]) {
      open.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => open.delete(end));
    }
    client.on('close', () => socket.destroy());
    socket.on('close', () => client.destroy());
    client.pipe(delayed()).pipe(socket).pipe(delayed()).pipe(client);
  });
  const relay: Relay = {
    url: await listenLocally(server),
    delay: 0,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return relay;
}
