import { expect, it, vi } from 'vitest';
import { SavedRules } from '../../core/console-api/deletions/rules.ts';
import { first } from '../../core/testing/must.ts';
import { syncClient } from '../testing/clients/sync-client.ts';
import { setUpRemote } from '../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

it('is asked of the copy before a remote registry, and only proposes, as nobody is asked in whose name it could be', async () => {
  await ctx.registry.createMany('pose', 4);
  const cookie = await ctx.signInToConsole();
  await (await syncClient(ctx.front, cookie)).untilIdle();
  const proof = { cookie, origin: ctx.front.url };
  const unattended = { most_versions: 10, most_bytes: 1000, quiet_minutes: 60 };
  const schedule = { cron: '0 3 * * *', time_zone: 'Europe/Berlin', unattended };
  const clauses = { delete: { not_in_newest: { count: 1, by: 'version' } } };
  const rule = { name: 'all', scope: { names: ['*'] }, ...clauses, schedule };
  expect((await ctx.front.http('POST', '/api/rules', { ...proof, body: { rule } })).status).toBe(201);
  await ctx.front.store.updateTable('rule_schedules').set({ next_at: 1 }).execute();
  const run = await vi.waitFor(
    async () => {
      const { rules } = SavedRules.parse((await ctx.front.http('GET', '/api/rules', proof)).body);
      const told = first(first(rules).scheduled_runs);
      expect(told.state).not.toBe('running');
      return told;
    },
    { timeout: 20_000, interval: 50 },
  );
  expect(run).toMatchObject({ state: 'waiting', why: 'remote', versions: 3 });
  const { body } = await ctx.front.http('GET', `/api/dry-runs/${run.dry_run_id}`, proof);
  expect(body).toMatchObject({ copy: { read_at: expect.any(Number), are_services_known: true } });
});
