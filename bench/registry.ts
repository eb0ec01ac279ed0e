/**
 * What the gateway's lists and deletions cost over HTTP as the registry grows: ten thousand, a hundred thousand and a
 * million versions, on PGlite and on PostgreSQL. All sizes are open at the same time and asked in turn, so that a busy
 * machine slows them alike; each figure is also given as a ratio to the bare SQL that does the same on the same tables.
 *
 * `npm run bench:registry -- --sizes 10000,100000,1000000 --rounds 40 --database postgres --only "in use"`
 */
import { parseArgs } from 'node:util';
import { ACTIVITY_OPERATIONS } from './support/activity-operations.ts';
import { type BenchRow, printRows } from './support/bench-row.ts';
import { type OpenRegistry, openRegistry } from './support/open-registry.ts';
import type { Operation } from './support/operation.ts';
import { percentile } from './support/percentile.ts';
import { OPERATIONS } from './support/registry-operations.ts';

/** Goals of issue 5: reads at the largest size against the smallest, and a cascade against its bare transaction. */
const READ_GOAL = 1.5;
const CASCADE_GOAL = 2;

const SIZES = [10_000, 100_000, 1_000_000];
const ROUNDS = 40;
/** A read uses nothing up: it is timed so many times as often as a deletion, so that its 95th percentile scatters less. */
const READS = 4;

/**
 * Measures on new databases of a kind, that go when it is done.
 *
 * @param database `pglite` or `postgres`.
 * @param rounds of deletions.
 * @param only what has this in its name is measured.
 */
export async function measureRegistry(
  database: string,
  sizes: readonly number[] = SIZES,
  rounds = ROUNDS,
  only = '',
): Promise<BenchRow[]> {
  const registries: OpenRegistry[] = [];
  try {
    for (const size of sizes) registries.push(await openRegistry(database, size));
    const rows: BenchRow[] = [];
    for (const operation of [...ACTIVITY_OPERATIONS, ...OPERATIONS]) {
      if (!operation.name.includes(only)) continue;
      const isRead = operation.isCascade === undefined;
      const times = await measure(operation, registries, isRead ? READS * rounds : rounds);
      rows.push(...toRows(database, operation, sizes, times));
    }
    return rows;
  } finally {
    for (const registry of registries) await registry.close();
  }
}

/** In ms, by size and then by what was timed. */
type Times = { http: number[]; bare: number[] }[];

async function measure(operation: Operation, registries: OpenRegistry[], rounds: number): Promise<Times> {
  const times: Times = registries.map(() => ({ http: [], bare: [] }));
  const runs = await Promise.all(registries.map((registry) => operation.prepare(registry)));
  const warmUp = 5;
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [index, run] of runs.entries()) {
      const http = await timed(run.http);
      const bare = await timed(run.bare);
      if (round < 0) continue;
      times[index]?.http.push(http);
      times[index]?.bare.push(bare);
    }
  }
  return times;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function toRows(database: string, operation: Operation, sizes: readonly number[], times: Times): BenchRow[] {
  const [smallest] = times;
  return times.map(({ http, bare }, index) => {
    const size = new Intl.NumberFormat('en').format(sizes[index] ?? 0);
    const growth = percentile(http, 95) / percentile(smallest?.http ?? [], 95);
    const overBare = percentile(http, 95) / percentile(bare, 95);
    const isLargest = index === times.length - 1;
    return {
      what: `${database} · ${operation.name} · ${size}`,
      p50: percentile(http, 50),
      p95: percentile(http, 95),
      ratios: { 'to the smallest': growth, 'to bare SQL': overBare },
      ...(isLargest && !operation.isCascade && { goal: { of: 'to the smallest', atMost: READ_GOAL } }),
      ...(operation.isCascade && { goal: { of: 'to bare SQL', atMost: CASCADE_GOAL } }),
    };
  });
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: SIZES.join(',') },
      rounds: { type: 'string', default: String(ROUNDS) },
      database: { type: 'string', multiple: true, default: ['pglite', 'postgres'] },
      only: { type: 'string', default: '' },
    },
  });
  const sizes = values.sizes.split(',').map(Number);
  for (const database of values.database) {
    printRows(await measureRegistry(database, sizes, Number(values.rounds), values.only));
  }
}
