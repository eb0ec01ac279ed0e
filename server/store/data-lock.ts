import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { whyUnwritable } from './data-directory.ts';
import { directoryUnusable } from './directory-unusable.ts';

/** Another process has the data directory open. */
export class DirectoryInUse extends Error {}

/**
 * Takes a data directory for this process alone. PGlite does not guard its files itself, and two processes would
 * ruin them. The lock is SQLite's lock on `coppice.lock`: the operating system drops it when the process ends,
 * however it ends, so nothing stale is left behind by `kill -9`.
 *
 * @param directory one that is there.
 * @throws DirectoryInUse naming the process that has it; DirectoryUnusable where no lock can be kept.
 */
export function lockDataDirectory(directory: string): { release: () => void } {
  const lock = openLock(directory);
  try {
    lock.exec('begin exclusive; create table if not exists owner (pid integer); delete from owner;');
    lock.exec(`insert into owner values (${process.pid}); commit; begin immediate;`);
  } catch (error) {
    const owner = readOwner(lock);
    lock.close();
    if (!isBusy(error)) throw unusable(directory, error);
    throw new DirectoryInUse(
      `Another Coppice${owner} is using ${directory}. Stop it, or start this one with another COPPICE_DATA.`,
    );
  }
  return { release: () => lock.close() };
}

function openLock(directory: string): DatabaseSync {
  try {
    return new DatabaseSync(join(directory, LOCK), { timeout: 200 });
  } catch (error) {
    throw unusable(directory, error);
  }
}

const LOCK = 'coppice.lock';

/** SQLite does not say what the operating system said to it. */
function unusable(directory: string, error: unknown): Error {
  return whyUnwritable(directory) ?? directoryUnusable(directory, error, `has a ${LOCK} that cannot be used`);
}

/** The owner can be read while it holds the lock, but for the moment in which it is written. */
function readOwner(lock: DatabaseSync): string {
  try {
    const row = lock.prepare('select pid from owner').get();
    return row ? ` (process ${row.pid})` : '';
  } catch {
    return '';
  }
}

/** SQLITE_BUSY. Source: sqlite.org/rescode.html */
const BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === BUSY;
}
