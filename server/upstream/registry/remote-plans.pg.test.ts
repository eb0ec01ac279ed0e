import { describe, expect, it, vi } from 'vitest';
import { reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { remoteDeletionClient } from '../../testing/clients/remote-deletion-client.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();
const { ask, pathOf, readReceipt, byCurl } = remoteDeletionClient(ctx);

/** Lets the project be read, and answers when that reading began. */
async function mirrored(): Promise<number | null | undefined> {
  await ctx.signInToConsole();
  const readAt = () =>
    ctx.front.store
      .selectFrom('mirrors')
      .select('read_at')
      .where('project_id', '=', ctx.project.project_id)
      .executeTakeFirst();
  await vi.waitFor(async () => expect((await readAt())?.read_at).toEqual(expect.any(Number)), {
    timeout: 20_000,
  });
  return (await readAt())?.read_at;
}

describe('a plan', () => {
  it('of a cascade by curl has what came since the last reading of the registry', async () => {
    const [first] = await ctx.registry.createMany('pose', 2);
    await mirrored();
    const added = await ctx.registry.create('pose', '7.7.7');
    const id = await byCurl(first, true);
    const receipt = await readReceipt(id);
    expect(receipt.plan.affected.map((version) => version.model_id)).toContain(added);
    expect(receipt.plan).not.toHaveProperty('copied_at');
    expect(reportReceipt(receipt).unexpected).toEqual([]);
  });

  it('is of the copy where the registry cannot be asked, and says so and how old it is', async () => {
    const [model] = await ctx.registry.createMany('pose', 1);
    const readAt = await mirrored();
    ctx.proxy.respond = ({ method }, outgoing) =>
      method === 'GET'
        ? outgoing.writeHead(403).end('{"error_code":"ModelArts.0108","error_msg":""}')
        : undefined;
    const id = await byCurl(model);
    const { plan } = await readReceipt(id);
    expect([plan.copied_at, plan.affected[0]?.model_name]).toEqual([readAt, 'pose']);
  });

  it('of a cascade by curl over a list that is known to be short is not sent', async () => {
    const ids = await ctx.registry.createMany('pose', 3);
    const some = (await ctx.registry.list()).models.slice(0, 1);
    ctx.proxy.respond = ({ method, url }, outgoing) =>
      method === 'GET' && url.includes('/models?')
        ? outgoing.writeHead(200).end(JSON.stringify({ total_count: 3, count: 1, models: some }))
        : undefined;
    const answer = await ask('DELETE', `${pathOf(ids[0])}?cascade=true`);
    expect(answer).toMatchObject({ status: 503, body: { error_code: 'Coppice.0012' } });
    expect((await ctx.registry.list()).total_count).toBe(3);
  });
});
