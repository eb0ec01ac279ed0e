import { expect, it } from 'vitest';
import { openStore } from '../../store/open-store.ts';
import { ownDatabase, runCoppice, sampleDatabase } from '../../testing/clients/run-coppice.ts';

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

it('is in the audit of each account, as its sessions and keys are gone', { timeout: 60_000 }, async () => {
  const env = await sampleDatabase();
  const changed = await runCoppice(['secret', 'change'], { ...env, COPPICE_SECRET: 'the secret of another' })
    .ended;
  expect(changed).toMatchObject({ code: 0, err: '' });
  const { store, close } = await openStore({ kind: 'postgres', url: env.DATABASE_URL });
  const audit = await store
    .selectFrom('activities')
    .innerJoin('accounts', 'accounts.account_id', 'activities.account_id')
    .select(['accounts.name', 'activities.actor', 'activities.project_id'])
    .where('kind', '=', 'secret-changed')
    .execute()
    .finally(close);
  expect(audit).toEqual([{ name: 'coppice', actor: 'coppice command', project_id: null }]);
});
