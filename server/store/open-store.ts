import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Db as JobStatements } from 'pg-boss';
import { openDataDirectory, whyUnwritable } from './data-directory.ts';
import { lockDataDirectory } from './data-lock.ts';
import { directoryUnusable } from './directory-unusable.ts';
import { type Listen, listenOnPGlite, listenOnPostgres } from './listen.ts';
import { migrate } from './migrate.ts';
import { prepareMarked } from './prepared.ts';
import type { Database, Store } from './schema.ts';

/**
 * Where the tables live: in a data directory of one process, in memory (beginning with what PGlite dumped before, if that is
 * given), or in a PostgreSQL that is shared, to which this process makes so many connections at most, on which it prepares
 * statements unless told not to.
 */
export type StoreConfig =
  | { kind: 'directory'; directory: string }
  | { kind: 'memory'; dump?: Blob }
  | { kind: 'postgres'; url: string; connections?: number | undefined; isPreparing?: boolean };

type PostgresConfig = Extract<StoreConfig, { kind: 'postgres' }>;

/** How many connections there are, how many of them are free, and how many queries wait for one. */
export type PoolCounts = { total: number; idle: number; waiting: number };

/** The same database, as pg-boss speaks to it. */
export type JobDatabase = { backend: 'postgres' | 'pglite'; db: JobStatements };

export type OpenStore = {
  store: Store;
  listen: Listen;
  /** Only a gateway needs it. */
  jobs: () => Promise<JobDatabase>;
  close: () => Promise<void>;
  /** The connections to PostgreSQL; PGlite has none. */
  pool?: () => PoolCounts;
};

/**
 * Opens the database and brings its tables up to date.
 *
 * @throws DirectoryInUse when another process has the data directory; DirectoryUnusable when nobody could use it;
 * DatabaseUnavailable when PostgreSQL does not answer.
 */
export async function openStore(config: StoreConfig): Promise<OpenStore> {
  const opened = await openAsItIs(config);
  try {
    await migrate(opened.store);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

/** Opens the database and leaves its tables as they are: those of an older Coppice, or none. It throws the same. */
export async function openAsItIs(config: StoreConfig): Promise<OpenStore> {
  switch (config.kind) {
    case 'postgres':
      return openPostgres(config);
    case 'memory':
      return openPGlite(config.dump && { loadDataDir: config.dump });
    case 'directory':
      return openDirectory(config.directory);
  }
}

/** PostgreSQL could not be used; the message says why, without the password that the URL may hold. */
export class DatabaseUnavailable extends Error {}

async function openPostgres(config: PostgresConfig): Promise<OpenStore> {
  const pool = openPool(config);
  const store = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  let encoding: string | undefined;
  try {
    const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(store);
    encoding = rows[0]?.server_encoding;
  } catch (error) {
    await store.destroy();
    // Where a name has several addresses, the error is a list of them and has no message of its own.
    const reason = error instanceof AggregateError ? error.errors.map(String).join('; ') : String(error);
    throw new DatabaseUnavailable(`The database at DATABASE_URL cannot be used: ${reason}`, { cause: error });
  }
  if (encoding !== 'UTF8') {
    await store.destroy();
    throw new DatabaseUnavailable(
      `The database at DATABASE_URL cannot be used: it has the encoding ${encoding}, which cannot hold every text. Make one with createdb --encoding=UTF8 --template=template0`,
    );
  }
  const counts = () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount });
  const listen = listenOnPostgres(config.url);
  return {
    ...ready(store, listen, async () => ({
      backend: 'postgres',
      db: statementsOn(pool, listenOnPostgres(config.url, QUEUE_LISTENER_NAME)),
    })),
    pool: counts,
  };
}

async function openDirectory(directory: string): Promise<OpenStore> {
  openDataDirectory(directory);
  const lock = lockDataDirectory(directory);
  try {
    const opened = await openFiles(directory);
    const close = async () => {
      await opened.close();
      lock.release();
    };
    return { ...opened, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** What PostgreSQL writes at a time, which it does not say when it cannot: a segment of its log, in bytes. */
const WAL_SEGMENT_BYTES = 16 * 1024 * 1024;

async function openFiles(directory: string): Promise<OpenStore> {
  const unwritable = whyUnwritable(directory);
  if (unwritable) throw unwritable;
  const db = join(directory, 'db');
  const isNew = !existsSync(join(db, 'PG_VERSION'));
  try {
    return await openPGlite({ dataDir: db });
  } catch (error) {
    const why = whyUnwritable(directory, WAL_SEGMENT_BYTES);
    // Half a database would be taken for a whole one at the next start.
    if (isNew) rmSync(db, { recursive: true, force: true });
    throw why ?? directoryUnusable(directory, error, 'has a database that cannot be opened');
  }
}

function ready(store: Store, listen: Listen, jobs: OpenStore['jobs']): OpenStore {
  return { store, listen, jobs, close: () => store.destroy() };
}

/** As whoever looks after PostgreSQL sees a gateway that listens for runs to carry out. */
const QUEUE_LISTENER_NAME = 'coppice-queue-listener';

function statementsOn(pool: pg.Pool, listen: Listen): JobStatements {
  return {
    executeSql: (text, values) => pool.query(text, values),
    async listen(channel, onMessage, onListening) {
      const { stop } = await listen(channel, { onMessage, onListening });
      return { close: stop };
    },
  };
}

async function openPGlite(from: { dataDir?: string; loadDataDir?: Blob } = {}): Promise<OpenStore> {
  // Only here, for a gateway on PostgreSQL does not need it.
  const [{ PGlite }, { pg_trgm }, { PrivateFiles }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/pg_trgm'),
    import('./private-files.ts'),
  ]);
  const pglite = await PGlite.create({
    parsers: PARSERS,
    extensions: { pg_trgm },
    ...(from.dataDir && { fs: new PrivateFiles(from.dataDir) }),
    ...(from.loadDataDir && { loadDataDir: from.loadDataDir }),
  });
  // Its pages are in memory or a system call away: an index costs no more than reading on.
  await pglite.exec('set random_page_cost = 1.1');
  const store = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
  return ready(store, listenOnPGlite(pglite), async () => {
    const { fromPglite } = await import('pg-boss');
    return { backend: 'pglite', db: fromPglite(pglite) };
  });
}

/** As whoever looks after PostgreSQL sees us, and a restore sees gateways. */
export const APPLICATION_NAME = 'coppice';

/** Enough to keep a process busy that has one thread. */
const CONNECTIONS = 10;

/** How long a query waits for a connection before it fails, in ms; what is taken for lost counts on it. */
const CONNECTION_TIMEOUT_MS = 5_000;

/** One that breaks while it is in use fails the query, or the next one; unheard, its own event would end the process. */
const TOLD_BY_ITS_QUERY = () => undefined;

function openPool({ url, connections = CONNECTIONS, isPreparing = true }: PostgresConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: APPLICATION_NAME,
    max: connections,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    types: { getTypeParser: (oid, format) => PARSERS[oid] ?? pg.types.getTypeParser(oid, format) },
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('connect', (client) => {
    client.on('error', TOLD_BY_ITS_QUERY);
    if (isPreparing) prepareMarked(client);
  });
  pool.on('error', (error) => console.error(`A database connection was lost: ${error.message}`));
  return pool;
}

/**
 * int8 (20), and the numeric (1700) that sums of it are: read as numbers by both drivers. Ours are times, sizes
 * and counts, all well below 2^53.
 */
const PARSERS: Record<number, (text: string) => number> = { 20: Number, 1700: Number };
