/**
 * What it costs to ask a rule of a hundred thousand versions, and to keep what it says of each: in time, and beside a bare
 * SELECT of the same rows, page by page, on PostgreSQL. Through HTTP, to the last line of the stream.
 */
import { sql } from 'kysely';
import type { Rule } from '../core/housekeeping/rule.ts';
import { type BenchRow, printRows } from './support/bench-row.ts';
import { type OpenRegistry, openRegistry } from './support/open-registry.ts';
import { percentile } from './support/percentile.ts';

const SIZE = 100_000;
const ROUNDS = 5;

/** Bar of issue 17, in ms. */
const GOAL = 3000;

const RULE: Rule = {
  name: 'bench',
  scope: { names: ['*'] },
  keep: { newest: { count: 3, by: 'version' }, younger_than_days: 30 },
  delete: { failed: true, older_than_days: 90, duplicates: true, idle_for_days: 90 },
};

export async function measureDryRun(): Promise<BenchRow[]> {
  const registry = await openRegistry('postgres', SIZE);
  try {
    const times = { rule: [] as number[], bare: [] as number[] };
    for (let round = -1; round < ROUNDS; round += 1) {
      const [rule, bare] = [await timed(() => dryRun(registry)), await timed(() => bareSelect(registry))];
      if (round < 0) continue;
      times.rule.push(rule);
      times.bare.push(bare);
    }
    const p50 = percentile(times.rule, 50);
    return [
      {
        what: `dry run of a rule · ${SIZE} versions`,
        p50,
        p95: percentile(times.rule, 95),
        ratios: { 'a bare SELECT of the rows': p50 / percentile(times.bare, 50) },
        goal: { atMost: GOAL },
      },
    ];
  } finally {
    await registry.close();
  }
}

async function timed(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

async function dryRun({ ask }: OpenRegistry): Promise<void> {
  const lines = await ask('POST', '/api/rules/dry-run', { body: { rule: RULE } });
  if (!lines.includes('"done"')) throw new Error(`The dry run was not done: ${lines.slice(-500)}`);
}

const PAGE = 2000;

async function bareSelect({ store, project_id }: OpenRegistry): Promise<void> {
  let place = sql`('', 0::bigint, '')`;
  for (;;) {
    const { rows } = await sql<{ model_name: string; create_at: number; model_id: string }>`
      select model_id, model_name, model_version, model_type, model_status, model_size, description, create_at,
        subscription_id
      from models
      where project_id = ${project_id} and (model_name, create_at, model_id) > ${place}
      order by model_name, create_at, model_id
      limit ${PAGE}
    `.execute(store);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    place = sql`(${last.model_name}, ${last.create_at}::bigint, ${last.model_id})`;
  }
}

if (import.meta.main) printRows(await measureDryRun());
