import { expect, test } from './support/fixtures.ts';
import { killDuringRun } from './support/kill-run.ts';

test.use({ database: 'pglite' });

test('killed with -9 at three moments of a run over 60 versions, the gateway keeps true receipts', async ({
  gateway,
  registry,
}) => {
  test.setTimeout(120_000);
  const runs = [
    { atCall: 2, delay: 3, isPageClosed: false, individually: false },
    { atCall: 17, delay: 0, isPageClosed: false, individually: true },
    { atCall: 40, delay: 8, isPageClosed: true, individually: true },
  ];
  for (const [index, run] of runs.entries()) {
    const name = `killed-${index}`;
    const disagreements = await killDuringRun(registry, { name, ...run }, () => gateway.restart('SIGKILL'));
    expect(disagreements).toEqual([]);
    if (!run.isPageClosed) expect(await registry.versionsOf(name)).toHaveLength(run.individually ? 1 : 0);
  }
});
