import { expect, it } from 'vitest';
import { commandClient } from '../../testing/clients/command-client.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

/** A token of the gateway that stands before the remote registry, as programs get one. */
async function tokenAtFront(): Promise<string> {
  const { account, project_id } = ctx.project;
  const user = { name: 'operator', password: 'operator', domain: { name: account } };
  const identity = { methods: ['password'], password: { user } };
  const body = { auth: { identity, scope: { project: { id: project_id } } } };
  const { headers } = await ctx.front.http('POST', '/v3/auth/tokens', { body });
  return headers.get('x-subject-token') ?? 'none';
}

it('plans and applies before a remote registry as well, which nobody has opened in the console', async () => {
  await ctx.registry.createMany('pose', 3);
  await ctx.registry.createMany('hand', 2);
  const coppice = commandClient({ gateway: ctx.front, project: ctx.project });
  const env = { COPPICE_TOKEN: await tokenAtFront() };
  const planned = await coppice.run(['plan', 'po*', '--cascade', '--out', coppice.file], env);
  expect([planned.code, planned.out]).toEqual([0, expect.stringContaining('3 will be deleted')]);
  const applied = await coppice.run(['apply', coppice.file, '--yes', '--start', 'now'], env);
  expect([applied.code, applied.out]).toEqual([0, expect.stringContaining('3 deleted\nCompleted.')]);
  expect((await ctx.registry.list()).total_count).toBe(2);
});
