import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { buildApp } from '../app.ts';
import { requireSameSecret } from '../iam/same-secret.ts';
import { openAsItIs } from '../store/open-store.ts';
import type { Store } from '../store/schema.ts';
import { httpClient, type TestResponse } from '../testing/clients/http-client.ts';
import { runCoppice } from '../testing/clients/run-coppice.ts';
import { canMount, mountTmpfs } from '../testing/setup/mount-tmpfs.ts';
import { newPostgresDatabase } from '../testing/setup/open-test-store.ts';
import { writeCheck } from './write-check.ts';

const onPostgres = inject('database') === 'postgres';

describe.runIf(onPostgres)('a gateway on PostgreSQL', () => {
  it.each([
    ['only reads', 'default_transaction_read_only=on', 'read-only, or a standby'],
    ['gives it no right to write', 'role=pg_monitor', 'has no right to'],
  ])('is not ready, and says why, where that %s', async (_, option, why) => {
    const { store, listen, jobs } = await openWith(option);
    const app = await buildApp({
      store,
      listen,
      jobs,
      secret: Buffer.alloc(32),
      consoleDirectory: '/nowhere',
    });
    onTestFinished(() => app.close());
    const ready = await app.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      { status: 'unavailable', reason: expect.stringContaining(why) },
    ]);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
  });

  it.runIf(canMount)('is not ready while its disk is full, and is again when there is room', async () => {
    const disk = mountTmpfs('512k');
    expect(spawnSync('chown', ['postgres', disk]).status).toBe(0);
    const { store } = await openWith('temp_tablespaces=small');
    await sql`create tablespace small location ${sql.lit(disk)}`.execute(store);
    onTestFinished(async () => {
      await sql`drop tablespace small`.execute(store);
    });
    const check = () => writeCheck(store, 0)();
    expect(await check()).toBeUndefined();
    writeUntilFull(join(disk, 'filler'));
    expect(await check()).toMatchObject({ reason: expect.stringContaining('disk is full') });
    rmSync(join(disk, 'filler'));
    expect(await check()).toBeUndefined();
  });

  it('tries no more often than it has to, however often it is asked', async () => {
    const { store } = await openWith('client_encoding=utf8');
    await requireSameSecret(store, Buffer.alloc(32));
    const check = writeCheck(store, 1_000_000);
    const before = await writerOf(store);
    await Promise.all(Array.from({ length: 20 }, check));
    const once = await writerOf(store);
    expect(once).not.toBe(before);
    for (let i = 0; i < 20; i += 1) expect(await check()).toBeUndefined();
    expect(await writerOf(store)).toBe(once);
  });
});

describe.runIf(!onPostgres && canMount)('a gateway on a data directory', { timeout: 120_000 }, () => {
  it('is not ready while its disk is full, says so, and is again when there is room', async () => {
    const disk = mountTmpfs('80m');
    const gateway = runCoppice([], { COPPICE_DATA: disk, PORT: '0' });
    const http = httpClient(await gateway.address);
    expect((await http('GET', '/readyz')).status).toBe(200);

    writeUntilFull(join(disk, 'filler'));
    const refused = await askUntil(503, () => http('GET', '/readyz'));
    expect(refused.body).toEqual({
      status: 'unavailable',
      reason: "Nothing can be written: the database's disk is full. Free some space there.",
    });
    expect((await http('GET', '/healthz')).status).toBe(200);
    rmSync(join(disk, 'filler'));
    await askUntil(200, () => http('GET', '/readyz'));
  });
});

/** What is found is kept for a moment: asks until another answer comes. */
async function askUntil(status: number, ask: () => Promise<TestResponse>): Promise<TestResponse> {
  for (;;) {
    const answer = await ask();
    if (answer.status === status) return answer;
  }
}

/** A database of its own whose sessions have a setting. */
async function openWith(option: string) {
  const url = `${await newPostgresDatabase()}?options=${encodeURIComponent(`-c ${option}`)}`;
  const opened = await openAsItIs({ kind: 'postgres', url });
  onTestFinished(() => opened.close());
  return opened;
}

/** The transaction that wrote the row last which a try writes. */
async function writerOf(store: Store): Promise<string | undefined> {
  const { rows } = await sql<{ writer: string }>`select xmin::text as writer from sealing_secret`.execute(
    store,
  );
  return rows[0]?.writer;
}

function writeUntilFull(path: string): void {
  expect(() => writeFileSync(path, Buffer.alloc(100 * 1024 * 1024))).toThrow('ENOSPC');
}
