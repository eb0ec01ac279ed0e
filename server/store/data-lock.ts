import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process has the data directory open. */
export class DirectoryInUse extends Error {}

/**
 * Takes a data directory for this process alone. PGlite does not guard its files itself, and two processes would
 * ruin them. The lock is SQLite's lock on `coppice.lock`: the operating system drops it when the process ends,
 * however it ends, so nothing stale is left behind by `kill -9`.
 *
 * @throws DirectoryInUse naming the process that has it.
 */
export function lockDataDirectory(directory: string): { release: () => void } {
  mkdirSync(directory, { recursive: true });
  const lock = new DatabaseSync(join(directory, 'coppice.lock'), { timeout: 200 });
  try {
    lock.exec('begin exclusive; create table if not exists owner (pid integer); delete from owner;');
    lock.exec(`insert into owner values (${process.pid}); commit; begin immediate;`);
  } catch (error) {
    const owner = readOwner(lock);
    lock.close();
    if (!isBusy(error)) throw error;
    throw new DirectoryInUse(
      `Another Coppice${owner} is using ${directory}. Stop it, or start this one with another COPPICE_DATA.`,
    );
  }
  return { release: () => lock.close() };
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
