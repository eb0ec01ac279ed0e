import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { z } from 'zod';

/** An error of the operating system about a path. Source: Node.js, SystemError. */
const PathError = z.object({ code: z.string(), path: z.string(), syscall: z.string() });

/** An error of the operating system about a path, in sentences: which path, what is wrong, what to do; if it is one. */
export function explainSystemError(error: unknown): string | undefined {
  const parsed = PathError.safeParse(error);
  if (!parsed.success) return undefined;
  const { code, path } = parsed.data;
  switch (code) {
    case 'ENOENT':
      return `${path} is not there. Check how it is written; a relative path begins in ${process.cwd()}.`;
    case 'EISDIR':
      return aDirectory(path);
    case 'ENOTDIR':
      return `${path} cannot be used: something on the way to it is a file and no directory. Choose another path.`;
    case 'EEXIST':
      return `${path} is there already. Choose another name.`;
    case 'EACCES':
    case 'EPERM':
      return `${path} may not be used by ${userInfo().username}${ownerOf(path)}. Run this as its owner, or have them allow it.`;
    case 'ENOSPC':
      return `There is no room left where ${path} is. Make some, and try again.`;
    case 'EROFS':
      return `${path} is on a disk that can only be read. Choose another path.`;
    default:
      return undefined;
  }
}

/** That a directory was given where a file is wanted. */
export function aDirectory(path: string): string {
  return `${path} is a directory, and a file is needed. Name a file.`;
}

function ownerOf(path: string): string {
  try {
    return `: it belongs to user ${statSync(path).uid}`;
  } catch {
    return '';
  }
}
