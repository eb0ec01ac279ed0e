import { afterEach, beforeEach, expect, it } from 'vitest';
import { first } from '../../core/testing/must.ts';
import { scheduleClient } from '../testing/clients/schedule-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { startGateway, type TestGateway } from '../testing/setup/start-gateway.ts';

const ctx = setUpGateway();
let rules: ReturnType<typeof scheduleClient>;
let others: TestGateway[] = [];
beforeEach(() => {
  rules = scheduleClient(ctx, ctx.project.operator);
});
afterEach(async () => {
  await Promise.all(others.map((other) => other.close()));
  others = [];
});

/** Gateways that look all the time for what is due. */
async function eagerGateways(count: number): Promise<void> {
  const eager = { beside: ctx.gateway, settings: { schedulesEvery: 5 } };
  others = await Promise.all(Array.from({ length: count }, () => startGateway(eager)));
}

const dryRuns = () =>
  ctx.gateway.store
    .selectFrom('dry_runs')
    .select(['rule_id', 'due_at'])
    .where('project_id', '=', ctx.project.project_id)
    .execute();

it('is asked once, however many gateways look', async () => {
  await ctx.registry.createMany('pose', 3);
  const names = Array.from({ length: 12 }, (_, n) => `pose-${n}`);
  const added = await Promise.all(names.map((name) => rules.schedule(name)));
  for (const { rule_id } of added) await rules.makeDue(rule_id);
  await eagerGateways(3);
  for (const { rule_id } of added) await rules.settled(rule_id);
  expect((await dryRuns()).map(({ rule_id }) => rule_id).sort()).toEqual(
    added.map(({ rule_id }) => rule_id).sort(),
  );
});

it('is asked by another gateway where the one that was at it died', async () => {
  await ctx.registry.createMany('pose', 3);
  const { rule_id } = await rules.schedule('pose');
  const { project_id } = ctx.project;
  const began_at = Date.now() - 10 * 60_000;
  const run = { project_id, rule_id, scheduled_run_id: 's', due_at: began_at, began_at, seen_at: began_at };
  await ctx.gateway.store
    .insertInto('scheduled_runs')
    .values({ ...run, state: 'running', runner: 'gone', dry_run_id: null, why: null, deletion_id: null })
    .execute();
  await eagerGateways(2);
  expect(await rules.settled(rule_id)).toMatchObject({ state: 'waiting', versions: 2, due_at: began_at });
  expect(first(await dryRuns())).toEqual({ rule_id, due_at: began_at });
});
