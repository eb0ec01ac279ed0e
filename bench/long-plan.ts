/**
 * What a call costs as the receipt that it belongs to grows: a plan of three hundred single calls, on PGlite, without HTTP.
 * Each call reads and folds the receipt as it is by then, so the last ones are the dearest. In processor time, of which
 * PGlite's is a part: a busy machine does not add to it.
 */
import { planDeletion } from '../core/deletion/plan-deletion.ts';
import { embeddedDeletions } from '../server/backends/embedded-deletions.ts';
import { recordCall } from '../server/receipts/calls/record-call.ts';
import { openDeletion } from '../server/receipts/open-deletion.ts';
import { benchCaller } from './support/bench-caller.ts';
import { type BenchRow, printRows } from './support/bench-row.ts';
import { LARGEST_NAME } from './support/fill-registry.ts';
import { openRegistry } from './support/open-registry.ts';
import { percentile } from './support/percentile.ts';

/** Single calls of one plan, and how many at its start and at its end are compared. */
const CALLS = 300;
const PART = 50;
/** The first calls of a process are slow whatever the plan. */
const WARM_UP = 10;

/** What the last calls may take, of what the first do. */
const GOAL = 2;

export async function measureLongPlan(): Promise<BenchRow[]> {
  const registry = await openRegistry('pglite', 2 * CALLS, { names: 20, largest: CALLS + 1 });
  try {
    const { store, project_id } = registry;
    const listed = await store
      .selectFrom('models')
      .select(['model_id', 'model_name', 'model_version'])
      .where('project_id', '=', project_id)
      .where('model_name', '=', LARGEST_NAME)
      .execute();
    const chosen = new Set(listed.slice(0, CALLS).map((version) => version.model_id));
    const caller = benchCaller(project_id);
    const backend = embeddedDeletions(store, () => undefined);
    const plan = planDeletion({ listed, chosen }, new Map());
    const deletionId = await openDeletion(store, caller, plan, backend.facts);
    const times: number[] = [];
    for (const { model_id } of plan.calls) {
      const call = { model_id, cascade: false };
      const act = await backend.prepare(caller, call);
      const start = process.cpuUsage();
      await recordCall({
        store,
        request: { caller, call, deletionId },
        act,
        logFailure: () => undefined,
        context: backend,
      });
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1000);
    }
    const [first, last] = [times.slice(WARM_UP, PART), times.slice(-PART)];
    return [
      {
        what: `the last of ${CALLS} single calls of a plan · processor`,
        p50: percentile(last, 50),
        p95: percentile(last, 95),
        ratios: { 'the first': percentile(last, 50) / percentile(first, 50) },
        figures: { 'all, in s': times.reduce((sum, time) => sum + time, 0) / 1000 },
        goal: { of: 'the first', atMost: GOAL },
      },
    ];
  } finally {
    await registry.close();
  }
}

if (import.meta.main) printRows(await measureLongPlan());
