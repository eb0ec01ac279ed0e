import { expect, it } from 'vitest';
import * as z from 'zod';
import { DecidedName, DryRun, type RuleSums } from '../../core/console-api/deletions/rules.ts';
import { verdictOf } from '../../core/housekeeping/decide-rule.ts';
import { Rule } from '../../core/housekeeping/rule.ts';
import { nth } from '../../core/testing/must.ts';
import { ruleClient } from '../testing/clients/rule-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

/** Of everything that a dry run can find: what is left out, has no size, is held, stays, and goes for two reasons. */
const RULE = Rule.parse({
  name: 'r',
  scope: { names: ['*'] },
  delete: { failed: true, older_than_days: 30 },
});
const LONG_AGO = Date.now() - 90 * 24 * 3_600_000;

type Line = { model_id: string; decision: string; clause: string; size: number };

/** What the lines of an export add up to. */
function summed(lines: readonly Line[]): RuleSums {
  const goes = lines.filter(({ decision }) => decision === 'DELETE');
  const byClause = Map.groupBy(lines, ({ clause }) => clause);
  return {
    scope: lines.length,
    keep: lines.length - goes.length,
    delete: goes.length,
    bytes: goes.reduce((sum, { size }) => sum + size, 0),
    unsized: goes.filter(({ size }) => size === 0).length,
    clauses: Object.fromEntries([...byClause].map(([clause, all]) => [clause, all.length])),
  };
}

it('has each version with the reason and its bytes, and adds up to what the dry run says, as CSV and JSON', async () => {
  const { store } = ctx.gateway;
  const ids = await ctx.registry.createMany('pose', 30);
  const [held, failed, undated, old, unsized] = [0, 1, 2, 3, 4].map((place) => nth(ids, place));
  const set = (values: { model_size?: number; create_at?: number; model_status?: string }, of: string[]) =>
    store.updateTable('models').set(values).where('model_id', 'in', of).execute();
  await ctx.registry.deploy('voice', [held ?? '']);
  await set({ model_size: 1 }, ids);
  await set({ model_status: 'failed', model_size: 20 }, [failed ?? '']);
  await set({ create_at: 0 }, [undated ?? '']);
  await set({ create_at: LONG_AGO, model_size: 300 }, [old ?? '']);
  await set({ create_at: LONG_AGO, model_size: 0 }, [unsized ?? '']);
  const rules = ruleClient(ctx, ctx.project.operator);
  const { dry_run_id, sums } = await rules.dryRun(RULE);
  expect(sums).toMatchObject({
    scope: 30,
    delete: 3,
    bytes: 320,
    unsized: 1,
    clauses: { 'date-unknown': 1 },
  });

  const exported = async (format: string) =>
    (await rules.ask('GET', `/api/dry-runs/${dry_run_id}/export?format=${format}`)).body;
  const [head, ...rows] = String(await exported('csv'))
    .trimEnd()
    .split('\r\n');
  expect(head?.split(',').slice(-4)).toEqual(['decision', 'clause', 'model_size', 'before']);
  const ofCsv = rows.map((row): Line => {
    const [, , model_id = '', decision = '', clause = '', size = ''] = row.split(',');
    return { model_id, decision, clause, size: Number(size) };
  });
  expect(summed(ofCsv)).toEqual(sums);

  const json = z
    .object({ dry_run: DryRun, names: z.array(DecidedName.pick({ versions: true })) })
    .parse(await exported('json'));
  const ofJson = json.names.flatMap(({ versions }) =>
    versions.map(({ model_id, clause, model_size: size }): Line => {
      return { model_id, decision: verdictOf(clause), clause, size };
    }),
  );
  expect(ofJson).toEqual(ofCsv);
  expect(ofJson.map(({ model_id }) => model_id).toSorted()).toEqual(ids.toSorted());
  expect(json.dry_run.sums).toEqual(sums);
});
