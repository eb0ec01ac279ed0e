import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueToken } from '../iam/tokens/tokens.ts';
import { createUser } from '../iam/users/create-user.ts';
import { runClient } from '../testing/clients/run-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import { startGateway, type TestGateway } from '../testing/setup/start-gateway.ts';

const ctx = setUpGateway();
let runs: ReturnType<typeof runClient>;
let others: TestGateway[] = [];
beforeEach(() => {
  runs = runClient(ctx);
});
afterEach(async () => {
  await Promise.all(others.map((other) => other.close()));
  others = [];
});

async function anotherGateway(): Promise<TestGateway> {
  const other = await startGateway({ beside: ctx.gateway });
  others.push(other);
  return other;
}

/** Somebody else who may delete in the project of the test. */
async function colleague() {
  const { account, project, project_id } = ctx.project;
  const person = { account, project, user: 'jonas', role: 'operator', password_hash: 'none' } as const;
  const { user_id } = await ctx.gateway.store.transaction().execute((trx) => createUser(trx, person));
  const { token } = await issueToken(ctx.gateway.store, { user_id, project_id });
  return { user_id, name: 'jonas', token };
}

describe('a run', () => {
  it('is stopped before its next call by a colleague at another gateway, and says by whom', async () => {
    const ids = await ctx.registry.createMany('pose', 151);
    const other = await anotherGateway();
    const jonas = runClient({ gateway: other, project: ctx.project }, await colleague());
    const id = await runs.start(await runs.plan(['pose'], new Set(ids.slice(0, 150))), 'now');
    expect(await jonas.does(id, 'stop')).toBe(204);
    const receipt = await runs.until(id, 'over');
    expect(['stopped', 'cancelled']).toContain(receipt.ending);
    expect(receipt.run?.interventions).toMatchObject([{ did: 'stop', user_name: 'jonas' }]);
    const { counts } = await runs.report(id);
    expect(counts.left).toBeGreaterThan(0);
    expect(counts.deleted + counts.left).toBe(150);
    expect((await ctx.registry.list('model_name=pose&exact_match=true')).total_count).toBe(
      151 - counts.deleted,
    );
  });

  it('goes on at another gateway when the one that has it stops, and repeats no call', async () => {
    const ids = await ctx.registry.createMany('pose', 201);
    const first = await anotherGateway();
    const there = runClient({ gateway: first, project: ctx.project });
    const id = await there.start(await runs.plan(['pose'], new Set(ids.slice(0, 200))), 'now');
    await first.close();
    others = [];
    const receipt = await runs.until(id, 'over');
    expect(receipt.ending).toBe('completed');
    const targets = receipt.calls.map(({ call }) => call.model_id);
    expect(new Set(targets).size).toBe(targets.length);
    expect((await runs.report(id)).counts).toMatchObject({ deleted: 200, left: 0, unknown: 0 });
  });

  it('waits for its operator to sign in when they lose the right, and a colleague takes it over', async () => {
    const ids = await ctx.registry.createMany('pose', 4);
    const id = await runs.start(await runs.plan(['pose'], new Set(ids.slice(0, 3))), {
      at: Date.now() + 700,
    });
    const jonas = runClient(ctx, await colleague());
    await ctx.gateway.store
      .updateTable('memberships')
      .set({ role: 'viewer' })
      .where('user_id', '=', ctx.project.operator.user_id)
      .execute();
    const waiting = await jonas.until(id, 'signed-out');
    expect(waiting.calls).toEqual([]);
    expect(await runs.does(id, 'take-over')).toBe(403);
    expect(await jonas.does(id, 'take-over')).toBe(204);
    const { run } = await jonas.until(id, 'over');
    expect(run).toMatchObject({
      operator: 'jonas',
      interventions: [{ did: 'take-over', user_name: 'jonas' }],
    });
    expect((await jonas.report(id)).counts).toMatchObject({ deleted: 3 });
  });
});

describe('several runs', () => {
  it('over the same versions delete each once, and say of each who did', async () => {
    const ids = await ctx.registry.createMany('pose', 41);
    const plan = await runs.plan(['pose'], new Set(ids.slice(0, 40)));
    const jonas = runClient({ gateway: await anotherGateway(), project: ctx.project }, await colleague());
    const started = await Promise.all([runs.start(plan, 'now'), jonas.start(plan, 'now')]);
    await Promise.all(started.map((id) => runs.until(id, 'over')));
    const reports = await Promise.all(started.map((id) => runs.report(id)));
    expect(reports.reduce((sum, { counts }) => sum + counts.deleted, 0)).toBe(40);
    for (const { counts } of reports) expect(counts.deleted + counts.gone).toBe(40);
  });

  it('of one person do not keep another waiting', async () => {
    const names = [...'abcdefghijkl'].map((letter) => `busy-${letter}`);
    const plans = [];
    for (const name of names) {
      const ids = await ctx.registry.createMany(name, 12);
      // One stays, so that it is a call for each of the others.
      plans.push(await runs.plan([name], new Set(ids.slice(1))));
    }
    await ctx.registry.createMany('pose', 3);
    const jonas = runClient(ctx, await colleague());
    const hisPlan = await jonas.plan(['pose']);
    const many = await Promise.all(plans.map((plan) => runs.start(plan, 'now')));
    const his = await jonas.start(hisPlan, 'now');
    const { calls } = await runs.until(his, 'over');
    const over = await Promise.all(many.map((id) => runs.until(id, 'over')));
    const laterThanHis = over.filter((receipt) => (receipt.ended_at ?? 0) > (calls.at(-1)?.answered_at ?? 0));
    expect(laterThanHis.length).toBeGreaterThan(0);
  });
});
