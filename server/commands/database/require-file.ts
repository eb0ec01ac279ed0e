import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../failure.ts';
import { aDirectory } from '../system-error.ts';

/**
 * Looks whether a path can be read as a file, before anything else is opened.
 *
 * @throws Failure for a directory; what the operating system says when there is nothing.
 */
export async function requireFile(path: string): Promise<void> {
  if ((await stat(path)).isDirectory()) throw new Failure(aDirectory(path));
}

/**
 * Looks whether a file can be written at a path.
 *
 * @throws Failure when it is a directory, or lies in none.
 */
export async function requirePlaceFor(path: string): Promise<void> {
  const [there, around] = await Promise.all([kindOf(path), kindOf(dirname(path))]);
  if (there === 'directory') throw new Failure(aDirectory(path));
  if (around === 'directory') return;
  const what = around === 'nothing' ? 'is not there' : 'is no directory';
  throw new Failure(
    `${dirname(path)} ${what}, so ${path} cannot be written. Make it first, or choose another.`,
  );
}

async function kindOf(path: string): Promise<'nothing' | 'file' | 'directory'> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'file';
  } catch {
    return 'nothing';
  }
}
