/**
 * Everything that is measured, one after the other, in one table: what lists and deletions cost as a registry grows, the
 * first screen, scrolling, several gateways, and what a gateway takes. Run `npm run build` first, or `npm run bench`.
 */

import { measureDryRun } from './dry-run.ts';
import { measureFirstScreen } from './first-screen.ts';

import { measureGateways } from './gateways.ts';
import { measureLongPlan } from './long-plan.ts';
import { measureRegistry } from './registry.ts';
import { measureResources } from './resources.ts';
import { measureRuns } from './runs.ts';
import { measureScroll } from './scroll.ts';
import { type BenchRow, printRows } from './support/bench-row.ts';
import { measureUpstream } from './upstream.ts';
import { measureVerification } from './verification.ts';

const BENCHMARKS: Record<string, () => Promise<BenchRow[]>> = {
  'first screen': () => measureFirstScreen(),
  scroll: measureScroll,
  'registry on PostgreSQL': () => measureRegistry('postgres'),
  'registry on PGlite': () => measureRegistry('pglite'),
  verification: measureVerification,
  'long plan': measureLongPlan,
  runs: measureRuns,
  'dry run': measureDryRun,
  gateways: measureGateways,
  upstream: () => measureUpstream(),
  resources: measureResources,
};

const rows: BenchRow[] = [];
for (const [name, measure] of Object.entries(BENCHMARKS)) {
  const start = performance.now();
  try {
    rows.push(...(await measure()));
  } catch (error) {
    // The others are worth having all the same.
    console.error(`The benchmark of ${name} failed:`, error);
    process.exitCode = 1;
  }
  console.log(`${name}: ${Math.round((performance.now() - start) / 1000)} s`);
}
printRows(rows);
