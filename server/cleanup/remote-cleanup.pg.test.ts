import { expect, it } from 'vitest';
import { Cleanup, CleanupSelection, SuggestedPage } from '../../core/console-api/models/cleanup.ts';
import { syncClient } from '../testing/clients/sync-client.ts';
import { setUpRemote } from '../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

async function ask() {
  const cookie = await ctx.signInToConsole();
  const sync = await syncClient(ctx.front, cookie);
  await sync.untilIdle();
  const get = async (path: string) => (await ctx.front.http('GET', path, { cookie })).body;
  const query = 'reason=not-in-newest&newest=1';
  return {
    cleanup: Cleanup.parse(await get('/api/cleanup?newest=1')),
    page: SuggestedPage.parse(await get(`/api/cleanup/versions?${query}`)),
    selection: CleanupSelection.parse(await get(`/api/cleanup/selection?${query}`)),
  };
}

it('is of the copy before a remote registry, and says of when that is', async () => {
  const [oldest, used] = await ctx.registry.createMany('pose', 3);
  await ctx.registry.deploy('voice', [used]);
  const { cleanup, page, selection } = await ask();
  expect(cleanup.copy).toEqual({ read_at: expect.any(Number), are_services_known: true });
  expect(cleanup.suggestions['not-in-newest'].versions).toBe(1);
  expect(page.versions.map(({ model_id }) => model_id)).toEqual([oldest]);
  expect(selection.names).toEqual([{ model_name: 'pose', model_ids: [oldest] }]);
});

it('suggests nothing where the services are not known', async () => {
  await ctx.registry.createMany('pose', 3);
  ctx.proxy.respond = ({ url }, outgoing) =>
    url.includes('/services') ? outgoing.writeHead(500).end('{}') : undefined;
  const { cleanup, page, selection } = await ask();
  expect(cleanup.copy?.are_services_known).toBe(false);
  expect(Object.values(cleanup.suggestions).map(({ versions }) => versions)).toEqual([0, 0, 0, 0, 0]);
  expect(page.versions).toEqual([]);
  expect(selection.names).toEqual([]);
});
