import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { readSecret } from '../iam/secret.ts';
import { httpClient } from '../testing/clients/http-client.ts';
import { newDatabase, runCoppice, sampleDatabase } from '../testing/clients/run-coppice.ts';
import { canMount, mountReadOnly } from '../testing/setup/mount-tmpfs.ts';
import { openDataDirectory } from './data-directory.ts';

const onPGlite = inject('database') === 'pglite';
const modeOf = (path: string) => statSync(path).mode & 0o777;

/** As a shell usually has it: what is not asked for otherwise can be read by everybody. */
let mask: number;
beforeAll(() => {
  mask = process.umask(0o022);
});
afterAll(() => {
  process.umask(mask);
});

describe.runIf(onPGlite)('the files of a gateway', { timeout: 120_000 }, () => {
  it('are its owner’s alone from the first on, while it runs and when it has stopped', async () => {
    const env = await newDatabase();
    chmodSync(env.COPPICE_DATA, 0o755);
    const gateway = runCoppice(['--sample'], env);
    await gateway.address;
    expect(openIn(env.COPPICE_DATA)).toEqual([]);
    expect(readdirSync(env.COPPICE_DATA).toSorted()).toEqual([
      'backup-channel',
      'coppice.lock',
      'db',
      'secret',
    ]);
    gateway.process.kill('SIGTERM');
    await gateway.ended;
    expect(openIn(env.COPPICE_DATA)).toEqual([]);
  });

  it('become so where an older Coppice left them open, and backups with them', async () => {
    const env = await sampleDatabase();
    for (const path of treeOf(env.COPPICE_DATA)) chmodSync(path, modeOf(path) | 0o066);
    expect(openIn(env.COPPICE_DATA).length).toBeGreaterThan(900);
    const gateway = runCoppice([], env);
    const http = httpClient(await gateway.address);
    expect((await http('GET', '/readyz')).status).toBe(200);
    expect(openIn(env.COPPICE_DATA)).toEqual([]);

    const backup = join(newDirectory(), 'backup');
    writeFileSync(backup, 'an older one', { mode: 0o644 });
    expect((await runCoppice(['backup', backup, '--force'], env).ended).code).toBe(0);
    expect(modeOf(backup)).toBe(0o600);
    expect(openIn(env.COPPICE_DATA)).toEqual([]);
    gateway.process.kill('SIGTERM');
    await gateway.ended;
    expect((await runCoppice(['restore', backup, '--force'], env).ended).code).toBe(0);
    expect(openIn(env.COPPICE_DATA)).toEqual([]);
  });
});

describe('a data directory', () => {
  it('is made for its owner alone, and shut where it is there, but for what is not Coppice’s', () => {
    const directory = join(newDirectory(), 'a/b');
    openDataDirectory(directory);
    expect(modeOf(directory)).toBe(0o700);

    mkdirSync(join(directory, 'db/base'), { recursive: true });
    for (const name of ['db/base/1', 'secret', 'other']) writeFileSync(join(directory, name), '');
    for (const path of treeOf(directory)) chmodSync(path, 0o777);
    openDataDirectory(directory);
    expect(openIn(directory)).toEqual([join(directory, 'other')]);
  });

  it('leads nobody to files elsewhere that would be shut', () => {
    const [directory, elsewhere] = [newDirectory(), join(newDirectory(), 'file')];
    writeFileSync(elsewhere, '');
    chmodSync(elsewhere, 0o644);
    mkdirSync(join(directory, 'db'));
    for (const name of ['backup-1', 'db/link']) symlinkSync(elsewhere, join(directory, name));
    openDataDirectory(directory);
    expect(modeOf(elsewhere)).toBe(0o644);
  });

  it('keeps the secret for its owner alone as well, where the rest is in PostgreSQL', () => {
    const directory = newDirectory();
    chmodSync(directory, 0o755);
    const secret = readSecret(undefined, directory);
    expect(openIn(directory)).toEqual([]);
    expect(readSecret(undefined, directory)).toEqual(secret);
  });

  it('is none with a secret that was cut off, under which anybody could open what is sealed', () => {
    const directory = newDirectory();
    writeFileSync(join(directory, 'secret'), '');
    expect(() => readSecret(undefined, directory)).toThrow(`${join(directory, 'secret')} holds no secret`);
  });

  it('is not one that others use, who would be shut out of it', () => {
    const directory = newDirectory();
    chmodSync(directory, 0o1777);
    openDataDirectory(directory);
    chmodSync(directory, 0o1777);
    mkdirSync(join(directory, 'of-somebody-else'));
    const refused = `${directory} is used by others too, .* as ${join(directory, 'coppice')}`;
    expect(() => openDataDirectory(directory)).toThrow(new RegExp(refused));
    expect(() => openDataDirectory('/')).toThrow('The data directory / is used by others');
    expect(statSync(directory).mode & 0o7777).toBe(0o1777);
  });

  it.runIf(process.getuid?.() === 0)(
    'of somebody else is named, with whom it would have to belong to',
    () => {
      const directory = newDirectory();
      chmodSync(directory, 0o777);
      const said = asNobody(() => {
        try {
          openDataDirectory(directory);
        } catch (error) {
          return String(error);
        }
        return 'nothing';
      });
      expect(said).toContain(`The data directory ${directory} cannot be shut to other users`);
      expect(said).toMatch(/belongs to somebody else.*\(EPERM\)\. Give it to that user \(chown -R\)/);
      expect(said).toContain(`COPPICE_DATA=${join(directory, 'coppice')}`);
    },
  );

  it.runIf(canMount)('that cannot be shut is refused, and one that is shut already is not', () => {
    const source = newDirectory();
    const directory = mountReadOnly(source);
    openDataDirectory(directory);
    chmodSync(source, 0o755);
    expect(() => openDataDirectory(directory)).toThrow('mounted read-only (EROFS). Mount it for writing');
  });
});

function asNobody<T>(act: () => T): T {
  process.seteuid?.(65_534);
  try {
    return act();
  } finally {
    process.seteuid?.(0);
  }
}

/** Whatever others than the owner may do something with. */
function openIn(directory: string): string[] {
  return treeOf(directory).filter((path) => (modeOf(path) & 0o077) !== 0);
}

function treeOf(directory: string): string[] {
  const inside = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return [directory, ...inside.map((name) => join(directory, name))];
}

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'coppice-data-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
