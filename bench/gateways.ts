/**
 * What one gateway and three side by side answer on one PostgreSQL: each a process of its own, asked by sixteen clients
 * at once, in turn, so that a busy machine slows both alike. Everything runs on this machine: where it has few
 * processors, three gateways share what one has.
 *
 * `node bench/gateways.ts`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '../e2e/gateways/gateway-process.ts';
import { issueToken } from '../server/iam/tokens/tokens.ts';
import { createUser } from '../server/iam/users/create-user.ts';
import { openStore } from '../server/store/open-store.ts';
import { createDatabase } from '../server/testing/setup/postgres-database.ts';
import { startPostgresServer } from '../server/testing/setup/postgres-server.ts';
import { type BenchRow, printRows } from './support/bench-row.ts';
import { fillRegistry } from './support/fill-registry.ts';
import { percentile } from './support/percentile.ts';

const VERSIONS = 10_000;
const CLIENTS = 16;
const ROUNDS = 3;
const COUNTS = [1, 3];

/** Something to ask for, so many times a round; a path is used up by asking. */
type Operation = { name: string; method: string; times: number; paths: Iterator<string> };
/** All rounds together, in ms: each answer's time, and the time that all took. */
type Measured = { times: number[]; total: number };
type Registry = { token: string; project_id: string; ids: string[] };

/** Starts everything, measures in less than a minute, and takes everything away. */
export async function measureGateways(): Promise<BenchRow[]> {
  const server = await startPostgresServer(['-c', 'random_page_cost=1.1']);
  const home = await mkdtemp(join(tmpdir(), 'coppice-bench-'));
  const databaseUrl = await createDatabase(server.url);
  const registry = await fill(databaseUrl);
  const start = () => startGateway(home, { databaseUrl, sample: false });
  const gateways = await Promise.all([start(), start(), start()]);
  const urls = gateways.map((gateway) => gateway.url);
  const rows: BenchRow[] = [];
  for (const operation of operationsOn(registry)) {
    rows.push(...toRows(operation.name, await measureInTurn(operation, urls, registry.token)));
  }
  await Promise.all(gateways.map((gateway) => gateway.end()));
  await server.stop();
  await rm(home, { recursive: true, force: true });
  return rows;
}

async function fill(databaseUrl: string): Promise<Registry> {
  const { store, close } = await openStore({ kind: 'postgres', url: databaseUrl });
  const names = { account: 'bench', project: 'bench', user: 'bench' };
  const person = { ...names, role: 'operator', password_hash: '' } as const;
  const { project_id, user_id } = await store.transaction().execute((trx) => createUser(trx, person));
  await fillRegistry(store, project_id, {
    versions: VERSIONS,
    names: VERSIONS / 20,
    largest: VERSIONS / 100,
  });
  const { token } = await issueToken(store, { user_id, project_id });
  const rows = await store.selectFrom('models').select('model_id').orderBy('create_at').execute();
  await close();
  return { token, project_id, ids: rows.map((row) => row.model_id) };
}

function operationsOn({ project_id, ids }: Registry): Operation[] {
  const deletions = ids.map((id) => `/v1/${project_id}/models/${id}?cascade=false`);
  return [
    { name: 'list', method: 'GET', times: 100, paths: forEver('/api/model-groups?search=net') },
    { name: 'delete one', method: 'DELETE', times: 60, paths: deletions.values() },
  ];
}

function* forEver(path: string): Generator<string> {
  for (;;) yield path;
}

/** By the number of gateways. The first round only warms up. */
async function measureInTurn(operation: Operation, urls: string[], token: string): Promise<Measured[]> {
  const measured: Measured[] = COUNTS.map(() => ({ times: [], total: 0 }));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, count] of COUNTS.entries()) {
      const { times, total } = await measureOnce(operation, urls.slice(0, count), token);
      const sums = measured[index];
      if (round === 0 || !sums) continue;
      sums.times.push(...times);
      sums.total += total;
    }
  }
  return measured;
}

async function measureOnce(operation: Operation, urls: string[], token: string): Promise<Measured> {
  const times: number[] = [];
  let asked = 0;
  const client = async () => {
    while (asked < operation.times) {
      const url = urls[asked % urls.length];
      asked += 1;
      const path = operation.paths.next();
      if (path.done) throw new Error(`There is nothing left to ${operation.name}.`);
      const start = performance.now();
      const answer = await fetch(`${url}${path.value}`, {
        method: operation.method,
        headers: { 'x-auth-token': token },
      });
      const body = await answer.text();
      if (!answer.ok) throw new Error(`${operation.name} was answered ${answer.status}: ${body}`);
      times.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { times, total: performance.now() - start };
}

function toRows(name: string, measured: Measured[]): BenchRow[] {
  const perSecond = measured.map(({ times, total }) => (1000 * times.length) / total);
  return measured.map(({ times }, index) => {
    const gateways = COUNTS[index] === 1 ? '1 gateway' : `${COUNTS[index]} gateways`;
    const rate = perSecond[index] ?? Number.NaN;
    return {
      what: `${name} · ${gateways} · ${Math.round(rate)} a second`,
      p50: percentile(times, 50),
      p95: percentile(times, 95),
      ratios: {
        'throughput of 1': rate / (perSecond[0] ?? Number.NaN),
        'p95 of 1': percentile(times, 95) / percentile(measured[0]?.times ?? [], 95),
      },
    };
  });
}

if (import.meta.main) printRows(await measureGateways());
