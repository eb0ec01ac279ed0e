import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { writeBackup } from '../../backup/write-backup.ts';
import { changeSecret } from '../../iam/same-secret.ts';
import { createUser } from '../../iam/users/create-user.ts';
import { insertModels } from '../../registry/models/insert-models.ts';
import { openAsItIs } from '../../store/open-store.ts';
import type { Store } from '../../store/schema.ts';
import { newDatabase, ownDatabase, runCoppice, sampleDatabase } from '../../testing/clients/run-coppice.ts';
import { allRows } from '../../testing/fixtures/all-rows.ts';
import { openTestStore } from '../../testing/setup/open-test-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'coppice-restore-'));
const file = join(folder, 'backup');
let source: Record<string, string[]>;

beforeAll(async () => {
  const { store, close } = await openTestStore('fresh');
  await fillWithNoise(store);
  await writeBackup(store, createWriteStream(file));
  source = await allRows(store).finally(close);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('coppice restore', { timeout: 60_000 }, () => {
  it('restores into an empty database, and says when that has another secret', async () => {
    const env = await newDatabase();
    const { code, out, err } = await runCoppice(['restore', file], env).ended;
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Restored \d+ rows of \d{4}-.*Z\.\nBefore a gateway starts: .*another secret/);
    expect(await rowsIn(env)).toEqual(source);
    const started = await runCoppice([], env).ended;
    expect([started.code, started.err]).toEqual([1, expect.stringContaining('coppice secret change')]);
  });

  it.runIf(inject('database') === 'pglite')('is refused while a gateway runs', async () => {
    const env = await ownDatabase();
    const gateway = runCoppice([], env);
    await gateway.address;
    const { code, err } = await runCoppice(['restore', file, '--force'], env).ended;
    expect([code, err]).toEqual([1, expect.stringContaining(`(process ${gateway.process.pid}) is using`)]);
  });

  it('leaves what was there when it is killed with -9 in the middle', async () => {
    const env = await sampleDatabase();
    const old = await rowsIn(env);
    const [first, second, path] = [join(folder, 'first'), join(folder, 'second'), join(folder, 'path')];
    expect(spawnSync('mkfifo', [first, second]).status).toBe(0);
    symlinkSync(first, path);
    const restoring = runCoppice(['restore', path, '--force'], env);
    const whole = readFileSync(file);
    // Read for the first time, it is whole; the second time, to be restored, it does not come to its end.
    const checked = await open(first, 'w');
    await checked.writeFile(whole);
    rmSync(path);
    symlinkSync(second, path);
    await checked.close();
    const held = await open(second, 'w');
    // Done once all has been read but what the pipe holds.
    await held.writeFile(whole.subarray(0, -100));
    restoring.process.kill('SIGKILL');
    await restoring.ended;
    await held.close();
    expect(await rowsIn(env)).toEqual(old);
  });
});

async function rowsIn({ DATABASE_URL, COPPICE_DATA = '' }: Record<string, string>) {
  const { store, close } = await openAsItIs(
    DATABASE_URL ? { kind: 'postgres', url: DATABASE_URL } : { kind: 'directory', directory: COPPICE_DATA },
  );
  return allRows(store).finally(close);
}

/** Models that do not pack well: more than a pipe holds. */
async function fillWithNoise(store: Store): Promise<void> {
  const person = { account: 'acme', project: 'lab', user: 'kim', password_hash: '', role: 'viewer' } as const;
  await store.transaction().execute(async (trx) => {
    await changeSecret(trx, randomBytes(32));
    const { project_id, account_id, user_id } = await createUser(trx, person);
    const models = Array.from({ length: 2000 }, (_, i) => ({
      model_id: `id-${i}`,
      model_name: `name-${i % 100}`,
      model_version: `1.0.${i}`,
      model_type: 'Custom',
      model_status: 'published',
      model_size: i,
      subscription_id: null,
      owner: user_id,
      tenant: account_id,
      create_at: i,
      detail: {},
      description: randomBytes(500).toString('base64'),
    }));
    await insertModels(trx, project_id, models);
  });
}
