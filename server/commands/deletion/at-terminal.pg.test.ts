import { expect, it, vi } from 'vitest';
import { atTerminal, commandClient, hasTerminals } from '../../testing/clients/command-client.ts';
import { runClient } from '../../testing/clients/run-client.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
const left = async (name: string) =>
  (await ctx.registry.list(`model_name=${name}&exact_match=true`)).total_count;

/** A plan for all of a name, and a terminal at which it is applied. */
async function planAndApply(...words: string[]) {
  await ctx.registry.createMany('pose', 3);
  const coppice = commandClient(ctx);
  await coppice.plan('pose', '--cascade');
  return atTerminal(['apply', coppice.file, ...words], coppice.env);
}

// Without util-linux there is no terminal to be had for a command.
it.runIf(hasTerminals)(
  'asks for consent by the number of versions, and shows how it goes on in one line',
  async () => {
    const terminal = await planAndApply('--start', 'now');
    await terminal.type(
      '3\n',
      /3 will be deleted[\s\S]*This cannot be undone\.[\s\S]*Type 3 to delete them: /,
    );
    const { code, screen } = await terminal.ended;
    expect([code, screen]).toEqual([0, expect.stringMatching(/Deleted \(3\)\s+pose/)]);
    // Each line of progress is written over the one before.
    expect(screen).toContain('\r\x1b[2K3 deleted.');
    expect(await left('pose')).toBe(0);
  },
);

it.runIf(hasTerminals).each([
  ['another number', '2\n'],
  ['Ctrl+C', '\x03'],
  ['the end of the input', '\x04'],
])('takes %s for no consent', async (_what, typed) => {
  const terminal = await planAndApply();
  await terminal.type(typed, /Type 3/);
  const { code, screen } = await terminal.ended;
  expect([code, screen]).toEqual([1, expect.stringContaining('Nothing was sent: there was no consent.')]);
  expect(await left('pose')).toBe(3);
});

it.runIf(hasTerminals).each([
  ['go', 'pose', 0, 1],
  ['stop', 'pose', 5, 4],
])('asks what the run asks, and tells it to %s', async (answer, name, code, there) => {
  const terminal = await planAndApply('--yes');
  const runs = runClient(ctx);
  const held = await vi.waitFor(async () => {
    await terminal.type('', /Held until/);
    const { body } = await runs.ask('GET', '/api/runs');
    return (body as { runs: [{ deletion_id: string }] }).runs[0].deletion_id;
  });
  await ctx.registry.create(name, '9.9.9');
  expect(await runs.does(held, 'send-now')).toBe(204);
  await terminal.type('what?\n', /pose has versions that are not in the plan: 9\.9\.9\.[\s\S]*\[go\/stop\] /);
  await terminal.type(`${answer}\n`, /what\?[\s\S]*\[go\/stop\] /);
  expect((await terminal.ended).code).toBe(code);
  expect(await left(name)).toBe(there);
});
