import { expect, it } from 'vitest';
import { ownDatabase, runCoppice } from '../../testing/clients/run-coppice.ts';

it('lets a gateway start that was refused for its secret', { timeout: 60_000 }, async () => {
  const env = { ...(await ownDatabase()), COPPICE_SECRET: 'the secret of the first' };
  await runCoppice(['secret', 'change'], env).ended;

  const changed = { ...env, COPPICE_SECRET: 'the secret of the second' };
  const refused = await runCoppice(['start'], changed).ended;
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('the same COPPICE_SECRET')]);
  expect(refused.err).not.toMatch(/of the second|\n {4}at /);

  const { out } = await runCoppice(['secret', 'change'], changed).ended;
  expect(out).toBe('The secret is changed: 0 sessions and 0 access keys were removed.\n');
  const gateway = runCoppice(['start'], changed);
  expect(await gateway.address).toContain('http');
});
