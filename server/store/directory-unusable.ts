import { userInfo } from 'node:os';
import { join } from 'node:path';

/** A directory that Coppice keeps things in cannot be used; the message names it, says why and what to do. */
export class DirectoryUnusable extends Error {}

/**
 * A failure of the operating system, in words.
 *
 * @param what failed: `cannot be used`, unless more is known.
 */
export function directoryUnusable(
  directory: string,
  error: unknown,
  what = 'cannot be used',
): DirectoryUnusable {
  const { why, remedy } = reasonFor(directory, error);
  const message = `The data directory ${directory} ${what}: ${why}. ${remedy}, or choose another with COPPICE_DATA (--data).`;
  return new DirectoryUnusable(message, { cause: error });
}

/** The operating system's or the driver's own code of an error, if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

type Reason = { why: string; remedy: string };

function reasonFor(directory: string, error: unknown): Reason {
  const code = codeOf(error);
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return {
        why: `${whoIAm()} may not change what is there, which belongs to somebody else or is locked (${code})`,
        remedy: `Give it to that user (chown -R), let Coppice make one of its own in it (COPPICE_DATA=${join(directory, 'coppice')})`,
      };
    case 'EROFS':
      return { why: `its file system is mounted read-only (${code})`, remedy: 'Mount it for writing' };
    case 'ENOSPC':
      return { why: `its disk is full (${code})`, remedy: 'Free some space there' };
    case 'EDQUOT':
      return { why: `the quota of its disk is used up (${code})`, remedy: 'Free some space there' };
    case 'ENOTDIR':
    case 'EEXIST':
      return { why: `a file is in its place, or above it (${code})`, remedy: 'Move the file away' };
    case 'EIO':
      return { why: `its disk fails (${code})`, remedy: 'Have the disk looked after' };
    default:
      return { why: error instanceof Error ? error.message : String(error), remedy: 'Put that right' };
  }
}

/** Whom this process runs as: by number where there is no name for it, as in many containers. */
function whoIAm(): string {
  try {
    return `the user ${userInfo().username}`;
  } catch {
    return `the user ${process.getuid?.()}`;
  }
}
