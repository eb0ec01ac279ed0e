/**
 * What a run costs that the gateway carries out: 500 single calls on PostgreSQL, beside the same calls made bare, one after
 * the other over HTTP; beside those of a short run, as a call should cost the same however long the plan is; and beside the
 * calls of a client that carries the same plan out itself, each of which reads the receipt.
 */
import { Receipt } from '../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../core/console-api/deletions/receipts.ts';
import type { ModelListItem } from '../core/contract/model.ts';
import { planDeletion } from '../core/deletion/plan-deletion.ts';
import { type BenchRow, printRows } from './support/bench-row.ts';
import { LARGEST_NAME } from './support/fill-registry.ts';
import { type OpenRegistry, openRegistry } from './support/open-registry.ts';
import { percentile } from './support/percentile.ts';

/** Bars of issues 15 and 14. */
const BARE_GOAL = 1.1;
const FLAT_GOAL = 1.3;

const LONG = 500;
const SHORT = 10;
const ROUNDS = 5;
const SHORT_RUNS = 20;
const NEEDED = (ROUNDS + 1) * (3 * LONG + SHORT_RUNS * SHORT) + 1;

export async function measureRuns(): Promise<BenchRow[]> {
  const registry = await openRegistry('postgres', NEEDED + 1_000, { names: 20, largest: NEEDED });
  try {
    const listed = await registry.store
      .selectFrom('models')
      .select(['model_id', 'model_name', 'model_version'])
      .where('project_id', '=', registry.project_id)
      .where('model_name', '=', LARGEST_NAME)
      .execute();
    const take = (count: number) => listed.splice(0, count);
    const perCall = {
      run: [] as number[],
      bare: [] as number[],
      short: [] as number[],
      client: [] as number[],
    };
    // The first round is not counted: it warms the database and the gateway.
    for (let round = -1; round < ROUNDS; round += 1) {
      const times = {
        run: await timeRun(registry, take(LONG)),
        bare: await timeBare(registry, take(LONG)),
        short: await timeShortRuns(registry, take),
        client: await timeClient(registry, take(LONG)),
      };
      if (round < 0) continue;
      for (const kind of ['run', 'bare', 'short', 'client'] as const) perCall[kind].push(times[kind]);
    }
    return toRows(perCall);
  } finally {
    await registry.close();
  }
}

function toRows(perCall: Record<'run' | 'bare' | 'short' | 'client', number[]>): BenchRow[] {
  const p50 = (kind: keyof typeof perCall) => percentile(perCall[kind], 50);
  const row = (kind: keyof typeof perCall, what: string): BenchRow => ({
    what,
    p50: p50(kind),
    p95: percentile(perCall[kind], 95),
    ratios: {},
  });
  return [
    {
      ...row('run', `a call of a run of ${LONG}`),
      ratios: { 'a bare call': p50('run') / p50('bare') },
      goal: { of: 'a bare call', atMost: BARE_GOAL },
    },
    {
      ...row('run', `a call of a run of ${LONG}, as plans grow`),
      ratios: {
        [`a call of a run of ${SHORT}`]: p50('run') / p50('short'),
        'a call of its client': p50('run') / p50('client'),
      },
      goal: { of: `a call of a run of ${SHORT}`, atMost: FLAT_GOAL },
    },
    row('bare', 'a bare call'),
    row('short', `a call of a run of ${SHORT}`),
    row('client', `a call of a client that carries out a plan of ${LONG}`),
  ];
}

type Version = Pick<ModelListItem, 'model_id' | 'model_name' | 'model_version'>;

/** All of them by single calls: the name has others. In ms a call, from the first to the last answer. */
async function timeRun(registry: OpenRegistry, versions: readonly Version[]): Promise<number> {
  const plan = planOf(versions);
  const opened = await registry.ask('POST', '/api/runs', { body: { plan, start: 'now' } });
  const id: string = JSON.parse(opened).deletion_id;
  for (;;) {
    const receipt = Receipt.parse(JSON.parse(await registry.ask('GET', `/api/deletions/${id}`)));
    if (receipt.run?.phase === 'over') return timeOf(receipt) / versions.length;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function timeOf({ calls }: Receipt): number {
  return (
    Math.max(...calls.map((call) => call.answered_at ?? 0)) - Math.min(...calls.map((call) => call.sent_at))
  );
}

async function timeShortRuns(registry: OpenRegistry, take: (count: number) => Version[]): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < SHORT_RUNS; nth += 1) times.push(await timeRun(registry, take(SHORT)));
  return percentile(times, 50);
}

async function timeBare(registry: OpenRegistry, versions: readonly Version[]): Promise<number> {
  const start = performance.now();
  for (const { model_id } of versions) {
    await registry.ask('DELETE', `/v1/${registry.project_id}/models/${model_id}?cascade=false`);
  }
  return (performance.now() - start) / versions.length;
}

async function timeClient(registry: OpenRegistry, versions: readonly Version[]): Promise<number> {
  const opened = await registry.ask('POST', '/api/deletions', { body: { plan: planOf(versions) } });
  const headers = { [DELETION_HEADER]: String(JSON.parse(opened).deletion_id) };
  const start = performance.now();
  for (const { model_id } of versions) {
    await registry.ask('DELETE', `/v1/${registry.project_id}/models/${model_id}?cascade=false`, { headers });
  }
  return (performance.now() - start) / versions.length;
}

function planOf(versions: readonly Version[]) {
  const kept = { model_id: 'kept', model_name: LARGEST_NAME, model_version: '0.0.0' };
  const chosen = new Set(versions.map((version) => version.model_id));
  const check = new Map(versions.map((version) => [version.model_id, []]));
  return planDeletion({ listed: [...versions, kept], chosen }, check);
}

if (import.meta.main) printRows(await measureRuns());
