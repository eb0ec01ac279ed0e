import { expect, test } from './support/fixtures.ts';
import { killDuringRun } from './support/kill-run.ts';

test.use({ database: 'pglite' });

test('killed with -9 at three moments of a run over 60 versions, the gateway keeps true receipts', async ({
  gateway,
  registry,
}) => {
  test.setTimeout(120_000);
  const runs = [
    { atCall: 2, delay: 3, isPageClosed: false, bySingles: false },
    { atCall: 17, delay: 0, isPageClosed: false, bySingles: true },
    { atCall: 40, delay: 8, isPageClosed: true, bySingles: true },
  ];
  for (const [index, run] of runs.entries()) {
    const name = `killed-${index}`;
    const disagreements = await killDuringRun(registry, { name, ...run }, () => gateway.restart('SIGKILL'));
    expect(disagreements).toEqual([]);
    if (!run.isPageClosed) expect(await registry.versionsOf(name)).toHaveLength(run.bySingles ? 1 : 0);
  }
});
