import { expect, it } from 'vitest';
import { listActivities } from '../../activity/list-activities.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

/** As an administrator of the account reads it, oldest first. */
async function told() {
  const reader = { ...ctx.project, role: 'admin' as const };
  const { activities } = await listActivities(ctx.gateway.store, reader, { limit: 50, kind: ['signed-in'] });
  return activities.toReversed().map(({ actor, facts }) => ({ actor, ...facts }));
}

async function tokenBy(identity: object): Promise<string> {
  const body = { auth: { identity, scope: { project: { id: ctx.project.project_id } } } };
  const { headers } = await ctx.gateway.http('POST', '/v3/auth/tokens', { body });
  return headers.get('x-subject-token') ?? '';
}

it('tells of each sign-in to the console, and of those by the API once an hour; never of a token for a token', async () => {
  const { account, project } = ctx.project;
  const user = { name: 'operator', password: 'operator', domain: { name: account } };
  const byPassword = { methods: ['password'], password: { user } };
  const token = await tokenBy(byPassword);
  await tokenBy(byPassword);
  await tokenBy({ methods: ['token'], token: { id: token } });
  const body = { account, user: 'viewer', password: 'viewer', project };
  for (let times = 0; times < 2; times += 1) {
    await ctx.gateway.http('POST', '/api/session', { origin: ctx.gateway.url, body });
  }
  await ctx.gateway.http('POST', '/api/session', {
    origin: ctx.gateway.url,
    body: { ...body, password: 'wrong' },
  });
  const console = { actor: 'viewer', by: 'console', project };
  expect(await told()).toEqual([{ actor: 'operator', by: 'api', project }, console, console]);
});
