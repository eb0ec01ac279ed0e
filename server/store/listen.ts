import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** Who listens to a channel of the database. */
export type Listener = {
  onMessage: (payload: string) => void;
  /** From here on nothing is missed; whatever was said before, since the last time, may have been. */
  onListening: () => void;
};

/** Listens to a channel until told to stop. Resolves after the first try; one that fails is tried again by itself. */
export type Listen = (channel: string, listener: Listener) => Promise<{ stop: () => Promise<void> }>;

/** The first wait after a lost connection, and the longest, in ms: each wait is twice the one before. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/** How often a connection that is silent is tried, and how long it may take to answer. In ms. */
const PROBE_EVERY_MS = 10_000;
const ANSWER_TIMEOUT_MS = 5_000;

/** Listens on a connection of its own, not of the pool: what is listened to belongs to the connection. */
export function listenOnPostgres(url: string, name = LISTENER_NAME): Listen {
  return async (channel, listener) => {
    let failures = 0;
    let isStopped = false;
    let waiting: NodeJS.Timeout | undefined;
    let connection: pg.Client | undefined;

    const connect = async () => {
      const client = newClient(url, name);
      connection = client;
      const probe = setInterval(() => client.query('select 1').catch(lost), PROBE_EVERY_MS);
      let isLost = false;
      function lost(error?: Error) {
        if (isLost) return;
        isLost = true;
        clearInterval(probe);
        void client.end().catch(() => undefined);
        if (isStopped) return;
        console.error(`Changes are not heard of for now: ${error?.message ?? 'the connection ended'}`);
        waiting = setTimeout(connect, Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS));
        failures += 1;
      }
      client.on('error', lost);
      client.on('end', () => lost());
      client.on('notification', ({ payload = '' }) => listener.onMessage(payload));
      try {
        await client.connect();
        await client.query(`listen ${pg.escapeIdentifier(channel)}`);
        failures = 0;
        listener.onListening();
      } catch (error) {
        lost(error instanceof Error ? error : undefined);
      }
    };

    await connect();
    return {
      stop: async () => {
        isStopped = true;
        clearTimeout(waiting);
        await connection?.end().catch(() => undefined);
      },
    };
  };
}

/** As whoever looks after PostgreSQL sees a gateway that listens; other gateways count these to know how many they are. */
export const LISTENER_NAME = 'coppice-listener';

function newClient(url: string, name: string): pg.Client {
  return new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  });
}

/** PGlite is in the process: its messages cannot be lost. */
export function listenOnPGlite(pglite: PGlite): Listen {
  return async (channel, { onMessage, onListening }) => {
    const unlisten = await pglite.listen(channel, onMessage);
    onListening();
    return {
      stop: async () => {
        if (!pglite.closed) await unlisten();
      },
    };
  };
}
