import { expect, it } from 'vitest';
import { DryRunEvent } from '../../core/console-api/deletions/rules.ts';
import type { Rule } from '../../core/housekeeping/rule.ts';
import { syncClient } from '../testing/clients/sync-client.ts';
import { setUpRemote } from '../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

const ALL: Rule = {
  name: 'all',
  scope: { names: ['*'] },
  keep: {},
  delete: { not_in_newest: { count: 1, by: 'version' } },
};

async function dryRun(rule = ALL) {
  const cookie = await ctx.signInToConsole();
  const sync = await syncClient(ctx.front, cookie);
  await sync.untilIdle();
  const proof = { cookie, origin: ctx.front.url };
  const { body } = await ctx.front.http('POST', '/api/rules/dry-run', { ...proof, body: { rule } });
  const last = DryRunEvent.parse(JSON.parse(String(body).trim().split('\n').at(-1) ?? ''));
  return last.event === 'done' ? last.dry_run : undefined;
}

it('is of the copy before a remote registry, and says of when that is', async () => {
  const [, used] = await ctx.registry.createMany('pose', 4);
  await ctx.registry.deploy('voice', [used]);
  const done = await dryRun();
  expect(done?.copy).toEqual({ read_at: expect.any(Number), are_services_known: true });
  expect(done?.sums.clauses).toEqual({ 'in-use': 1, 'not-in-newest': 2, 'no-reason': 1 });
});

it('leaves out what it was asked to compare, as lists have no sources', async () => {
  await ctx.registry.createMany('pose', 2);
  const done = await dryRun({ ...ALL, delete: { duplicates: true } });
  expect(done?.sums).toMatchObject({ delete: 0, clauses: { 'source-unknown': 2 } });
});

it('deletes nothing where the services are not known', async () => {
  await ctx.registry.createMany('pose', 3);
  ctx.proxy.respond = ({ url }, outgoing) =>
    url.includes('/services') ? outgoing.writeHead(500).end('{}') : undefined;
  const done = await dryRun();
  expect(done?.copy?.are_services_known).toBe(false);
  expect(done?.sums).toMatchObject({ keep: 3, delete: 0, clauses: { 'not-checked': 3 } });
});
