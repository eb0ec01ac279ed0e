import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Whether file systems can be mounted here, as only root may; tests that need it are skipped where not. */
export const canMount = tryToMount();

function tryToMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const directory = newDirectory();
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', directory]).status === 0;
  if (isMounted) spawnSync('umount', [directory]);
  rmSync(directory, { recursive: true });
  return isMounted;
}

/** A disk of a size, as `32m`, which goes when the test ends. */
export function mountTmpfs(size: string): string {
  const directory = newDirectory();
  mount(directory, '-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs');
  return directory;
}

/** A directory as it is, but read-only, to root as well; it goes when the test ends. */
export function mountReadOnly(source: string): string {
  const directory = newDirectory();
  mount(directory, '--bind', source);
  mount(directory, '-o', 'remount,bind,ro');
  return directory;
}

function newDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'coppice-mount-'));
}

function mount(directory: string, ...options: string[]): void {
  const words = [...options, directory];
  const { status, stderr } = spawnSync('mount', words, { encoding: 'utf8' });
  onTestFinished(() => {
    // Lazily: whoever has it open still, has it until it ends.
    spawnSync('umount', ['--lazy', directory]);
    rmSync(directory, { recursive: true, force: true });
  });
  if (status !== 0) throw new Error(`mount ${words.join(' ')}: ${stderr}`);
}
