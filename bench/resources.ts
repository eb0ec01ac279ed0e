/**
 * What a gateway takes: its resident memory when it is idle, under load and after it, and how long it needs to start,
 * on PostgreSQL and on PGlite, with the sample and with a hundred thousand versions more. PostgreSQL's own processes
 * are not counted. Each figure is also given as a ratio to a process that runs Node and Fastify alone at the same time.
 *
 * `npm run bench:resources`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startGateway } from '../e2e/gateways/gateway-process.ts';
import { SAMPLE_PROJECT } from '../server/sample/sample-people.ts';
import { openStore, type StoreConfig } from '../server/store/open-store.ts';
import { createDatabase } from '../server/testing/setup/postgres-database.ts';
import { startPostgresServer } from '../server/testing/setup/postgres-server.ts';
import { startBare } from './bare/start-bare.ts';
import { type BenchRow, printRows } from './support/bench-row.ts';
import { fillRegistry } from './support/fill-registry.ts';
import { loadAddress, loadGateway } from './support/load-gateway.ts';
import { residentMemory } from './support/resident-memory.ts';

/** Resident memory with PostgreSQL, in MB. Goal of issue 5. */
const MEMORY_GOAL = 120;

/** In ms: until what the start left behind is collected, and until a gateway has come to rest after load. */
const SETTLED_MS = 2_000;
const RESTED_MS = 10_000;

const FILLED = { versions: 100_000, names: 5_000, largest: 1_000 };

type Moment = 'idle' | 'loaded' | 'rested';
type Place = { database: string; home: string; databaseUrl: string; config: StoreConfig };

/** Works on databases of its own, that go when it is done. */
export async function measureResources(): Promise<BenchRow[]> {
  const home = await mkdtemp(join(tmpdir(), 'coppice-resources-'));
  const server = await startPostgresServer();
  try {
    const databaseUrl = await createDatabase(server.url);
    const onPostgres: Place = {
      database: 'postgres',
      home: join(home, 'postgres'),
      databaseUrl,
      config: { kind: 'postgres', url: databaseUrl },
    };
    const directory = join(home, 'pglite');
    const onPGlite: Place = {
      database: 'pglite',
      home: directory,
      databaseUrl: '',
      config: { kind: 'directory', directory },
    };
    const starts = [...(await measureStarts(onPostgres, home)), ...(await measureStarts(onPGlite, home))];
    const sample = await measureMemory([onPostgres, onPGlite], 'sample', ['idle']);
    await Promise.all([fill(onPostgres.config), fill(onPGlite.config)]);
    const filled = await measureMemory([onPostgres, onPGlite], '100,000', ['idle', 'loaded', 'rested']);
    return [...starts, ...sample, ...filled];
  } finally {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** Starts on a database that has its tables and the sample: with an empty compile cache, and with a filled one. */
async function measureStarts(place: Place, home: string): Promise<BenchRow[]> {
  const start = async (cache: string) => {
    const began = performance.now();
    const gateway = await startOn(place, cache);
    const ms = performance.now() - began;
    await gateway.end();
    return ms;
  };
  await start(join(home, `tables-${place.database}`));
  const bare = await timeBareStart();
  const cache = join(home, `cache-${place.database}`);
  const cold = await start(cache);
  const warm = [await start(cache), await start(cache), await start(cache)].sort((a, b) => a - b);
  const [, median = Number.NaN, slowest = Number.NaN] = warm;
  const row = (kind: string, p50: number, p95: number) => ({
    what: `${place.database} · start, ${kind}`,
    p50,
    p95,
    ratios: { 'bare Fastify': p50 / bare },
  });
  return [row('cold', cold, cold), row('warm', median, slowest)];
}

async function timeBareStart(): Promise<number> {
  const began = performance.now();
  const bare = await startBare('bench/bare/bare-server.ts');
  const ms = performance.now() - began;
  await bare.end();
  return ms;
}

/** Of gateways on all the places and of a bare process, all at the same time. */
async function measureMemory(
  places: readonly Place[],
  registry: string,
  moments: readonly Moment[],
): Promise<BenchRow[]> {
  const bare = await startBare('bench/bare/bare-server.ts');
  const gateways = await Promise.all(places.map((place) => startOn(place)));
  await pause(SETTLED_MS);
  const [ofBare = [], ...ofGateways] = await Promise.all([
    followMemory(bare.pid, moments, () => loadAddress(bare.url)),
    ...gateways.map(({ pid, url }) => followMemory(pid, moments, () => loadGateway(url))),
  ]);
  await Promise.all([bare, ...gateways].map((each) => each.end()));
  return ofGateways.flatMap((sizes, index) => {
    const database = places[index]?.database ?? '';
    return sizes.map((size, nth) => ({
      what: `${database} · ${registry} · ${moments[nth]}`,
      unit: 'MB' as const,
      p50: size,
      p95: size,
      ratios: { 'bare Fastify': size / (ofBare[nth] ?? Number.NaN) },
      ...(database === 'postgres' && { goal: { atMost: MEMORY_GOAL } }),
    }));
  });
}

/** A process's resident memory at each of the moments, in MB. */
async function followMemory(
  pid: number,
  moments: readonly Moment[],
  load: () => Promise<void>,
): Promise<number[]> {
  const arriveAt = { idle: async () => {}, loaded: load, rested: () => pause(RESTED_MS) };
  const sizes: number[] = [];
  for (const moment of moments) {
    await arriveAt[moment]();
    sizes.push(residentMemory(pid));
  }
  return sizes;
}

function startOn({ home, databaseUrl }: Place, cache?: string) {
  return startGateway(home, { databaseUrl, ...(cache && { env: { NODE_COMPILE_CACHE: cache } }) });
}

/** Adds made-up versions to the sample's project. */
async function fill(config: StoreConfig): Promise<void> {
  const { store, close } = await openStore(config);
  const { project_id } = await store
    .selectFrom('projects')
    .where('name', '=', SAMPLE_PROJECT)
    .select('project_id')
    .executeTakeFirstOrThrow();
  await fillRegistry(store, project_id, FILLED);
  await close();
}

if (import.meta.main) printRows(await measureResources());
