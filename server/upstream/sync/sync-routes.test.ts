import { expect, it } from 'vitest';
import { ModelGroupPage } from '../../../core/console-api/models/model-groups.ts';
import { errorCode } from '../../testing/clients/http-client.ts';
import { syncClient } from '../../testing/clients/sync-client.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

const QUERIES = [
  '',
  'sort=size&order=desc',
  'in_use=yes',
  'status=published&type=Custom',
  'search=pose',
  'limit=1',
];

/** What the front lists and what the remote gateway itself does; both without what is only a gateway's own. */
const compare = async (cookie: string) => {
  for (const query of QUERIES) {
    const path = `/api/model-groups?${query}`;
    const mine = await ctx.front.http('GET', path, { cookie });
    const theirs = await ctx.remote.http('GET', path, { token: ctx.project.viewer.token });
    expect([query, mine.status, mine.body]).toEqual([query, 200, theirs.body]);
    for (const { model_name } of ModelGroupPage.parse(mine.body).groups) {
      const versions = `/api/model-groups/${model_name}/versions`;
      const here = await ctx.front.http('GET', versions, { cookie });
      const there = await ctx.remote.http('GET', versions, { token: ctx.project.viewer.token });
      expect(here.body).toEqual(there.body);
    }
  }
};

it('lists what the remote registry has, as it would list it itself, once somebody signs in', async () => {
  const [used = ''] = await ctx.registry.createMany('posenet', 3);
  const [other = ''] = await ctx.registry.createMany('bert', 2);
  await ctx.registry.deploy('speech-service', [used, other]);
  const cookie = await ctx.signInToConsole('viewer');
  const sync = await syncClient(ctx.front, cookie);
  expect(await sync.untilIdle()).toMatchObject({ reading: null, unreadable: [], problem: null });
  // Who owns a service is named here once they signed in here as well.
  await ctx.signIn('operator');
  await compare(cookie);
});

it('follows what was created, deleted and deployed, and writes nothing when nothing was', async () => {
  const [used = '', doomed = ''] = await ctx.registry.createMany('posenet', 3);
  const [gone = ''] = await ctx.registry.createMany('bert', 1);
  const service = await ctx.registry.deploy('first', [used]);
  const cookie = await ctx.signInToConsole();
  const sync = await syncClient(ctx.front, cookie);
  await sync.untilIdle();

  await ctx.registry.call('DELETE', `/services/${service}`);
  await ctx.registry.deploy('second', [doomed]);
  await ctx.registry.remove(gone);
  await ctx.registry.remove(used);
  await ctx.registry.createMany('gpt', 2);
  await sync.refresh();
  await compare(cookie);

  const rows = () => ctx.front.store.selectFrom('models').selectAll().execute();
  const before = await rows();
  const asked = ctx.proxy.received.length;
  await sync.refresh();
  expect(await rows()).toEqual(before);
  // One page of models and one of services: nothing else has to be asked.
  expect(ctx.proxy.received.slice(asked).map(({ url }) => url.split('?', 1)[0])).toEqual([
    expect.stringMatching(/models$/),
    expect.stringMatching(/services$/),
  ]);
});

it('is no part of a gateway with a registry of its own', async () => {
  const answer = await ctx.remote.http('GET', '/api/mirror', { token: ctx.project.viewer.token });
  expect([answer.status, errorCode(answer)]).toEqual([404, 'Coppice.0006']);
});
