import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { codeOf, DirectoryUnusable, directoryUnusable } from './directory-unusable.ts';

/** What others than its owner may do with a file, and what keeps them from removing each other's files in a directory. */
const BY_OTHERS = 0o077;
const STICKY = 0o1000;

/** What Coppice has in a data directory: anything else there is left as it is. */
const OURS = /^(db|secret|coppice\.lock.*|backup-.*|write-test-.*)$/;

/**
 * Makes a data directory where there is none, and shuts it, with all of Coppice's in it, to everybody but its owner:
 * password hashes and receipts are nobody else's to read or to write. What this process makes from here on is its
 * owner's alone as well.
 *
 * @throws DirectoryUnusable when it cannot be made or shut.
 */
export function openDataDirectory(directory: string): void {
  process.umask(BY_OTHERS);
  try {
    makeDirectory(directory);
  } catch (error) {
    throw directoryUnusable(directory, error, 'cannot be made');
  }
  if (isEverybodys(directory)) {
    throw new DirectoryUnusable(
      `The data directory ${directory} is used by others too, and has to be its owner's alone. ` +
        `Choose one in it with COPPICE_DATA (--data), as ${join(directory, 'coppice')}.`,
    );
  }
  // On Windows, files have lists of who may do what in place of modes, and those of a person's folders are right.
  if (process.platform !== 'win32') shutAll(directory);
}

/** Node's own way to make those above it as well never comes to an end, or names another reason, where none can be made. */
function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory);
  } catch (error) {
    switch (codeOf(error)) {
      case 'EEXIST':
        if (statSync(directory).isDirectory()) return;
        throw error;
      case 'ENOENT':
        if (existsSync(dirname(directory))) throw error;
        makeDirectory(dirname(directory));
        mkdirSync(directory);
        return;
      default:
        throw error;
    }
  }
}

/** How much is written to see whether that is possible, in bytes. */
const PROBE_BYTES = 64 * 1024;

/** Why nothing can be written to a directory; undefined when it can. */
export function whyUnwritable(directory: string, bytes = PROBE_BYTES): DirectoryUnusable | undefined {
  const path = join(directory, `write-test-${randomUUID()}`);
  try {
    writeFileSync(path, Buffer.alloc(bytes), { mode: 0o600, flag: 'wx' });
    return undefined;
  } catch (error) {
    return directoryUnusable(directory, error, 'cannot be written to');
  } finally {
    removeIfThere(path);
  }
}

/** Where nothing can be written, nothing can be removed either, and there is nothing to remove. */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'EROFS') throw error;
  }
}

/** The root, or one like /tmp that has other things in it: shutting it would shut others out. */
function isEverybodys(directory: string): boolean {
  if (parse(directory).root === directory) return true;
  return (statSync(directory).mode & STICKY) !== 0 && readdirSync(directory).some((name) => !OURS.test(name));
}

/** @throws DirectoryUnusable naming what stays open. */
function shutAll(directory: string): void {
  try {
    shut(directory, statSync(directory));
    for (const name of readdirSync(directory)) if (OURS.test(name)) shutTree(join(directory, name));
  } catch (error) {
    if (error instanceof DirectoryUnusable) throw error;
    throw directoryUnusable(directory, error, 'cannot be shut to other users');
  }
}

/** A link is as open as what it leads to, which is not ours to change. A running gateway may take files away meanwhile. */
function shutTree(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats || stats.isSymbolicLink()) return;
  shut(path, stats);
  if (!stats.isDirectory()) return;
  for (const name of readdirSync(path)) shutTree(join(path, name));
}

function shut(path: string, { mode }: Stats): void {
  if ((mode & BY_OTHERS) === 0) return;
  try {
    chmodSync(path, mode & 0o777 & ~BY_OTHERS);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const left = statSync(path, { throwIfNoEntry: false });
  if (!left || (left.mode & BY_OTHERS) === 0) return;
  throw new DirectoryUnusable(
    `${path} stays open to other users: its file system keeps no modes. ` +
      'Choose a data directory on another with COPPICE_DATA (--data).',
  );
}
