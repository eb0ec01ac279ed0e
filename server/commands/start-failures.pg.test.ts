import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCoppice } from '../testing/clients/run-coppice.ts';
import { canMount, mountReadOnly, mountTmpfs } from '../testing/setup/mount-tmpfs.ts';
import { newPostgresDatabase } from '../testing/setup/open-test-store.ts';

/** What a start on a data directory says that comes to nothing: one line, and no stack. */
async function refusalAt(COPPICE_DATA: string, env: Record<string, string> = {}): Promise<string> {
  const { code, out, err } = await runCoppice([], { COPPICE_DATA, PORT: '0', ...env }).ended;
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/^[^\n]+\n$/);
  expect(err).toContain(COPPICE_DATA);
  expect(err).toContain('COPPICE_DATA (--data)');
  return err;
}

describe('a start that its data directory does not allow', { timeout: 120_000 }, () => {
  it('says so where a file is in the place of the directory, or above it', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(await refusalAt(file)).toContain('cannot be made: a file is in its place, or above it (EEXIST)');
    expect(await refusalAt(join(file, 'data'))).toContain('above it (ENOTDIR). Move the file away');
  });

  it.each(['coppice.lock', 'db', 'secret'])('says so where %s is something else', async (name) => {
    const folder = newFolder();
    if (name === 'db') writeFileSync(join(folder, name), '');
    else mkdirSync(join(folder, name));
    const refusal = await refusalAt(folder);
    expect(refusal).toContain(`The data directory ${folder} `);
    if (name === 'secret') expect(refusal).toContain('Move it away, give the secret as COPPICE_SECRET');
  });

  it.runIf(canMount)('says so where it is read-only, to root as well', async () => {
    const folder = newFolder();
    const refusal = await refusalAt(mountReadOnly(folder));
    expect(refusal).toMatch(
      /cannot be written to: its file system is mounted read-only \(EROFS\)\. Mount it/,
    );
    const inside = join(mountReadOnly(folder), 'data');
    expect(await refusalAt(inside)).toContain('cannot be made: its file system is mounted read-only (EROFS)');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(canMount).each(['16k', '10m'])(
    'says so where the disk is full (%s), and leaves no half of a database there',
    async (size) => {
      const directory = mountTmpfs(size);
      expect(await refusalAt(directory)).toContain('its disk is full (ENOSPC). Free some space there');
      expect(readdirSync(directory).filter((name) => name !== 'coppice.lock')).toEqual([]);
    },
  );

  it.runIf(canMount)('says so where there is no room for the secret of a gateway on PostgreSQL', async () => {
    const env = { DATABASE_URL: await newPostgresDatabase() };
    const refusal = await refusalAt(mountReadOnly(newFolder()), env);
    expect(refusal).toContain('cannot keep the sealing secret: its file system is mounted read-only (EROFS)');
  });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'coppice-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
