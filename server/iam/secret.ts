import { createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataDirectory } from '../store/data-directory.ts';
import { codeOf, DirectoryUnusable, directoryUnusable } from '../store/directory-unusable.ts';

/**
 * The 32 bytes that credentials at rest are sealed under: SHA-256 of the secret that is configured, or else of the file
 * `secret` in the data directory, which is created at the first start with mode 0600.
 *
 * @throws DirectoryUnusable when that file cannot be made or read.
 */
export function readSecret(configured: string | undefined, directory: string): Buffer {
  return createHash('sha256')
    .update(configured ?? keptSecret(directory))
    .digest();
}

/** In characters: as for a secret that is configured. */
const MIN_LENGTH = 16;

function keptSecret(directory: string): string {
  openDataDirectory(directory);
  const path = join(directory, 'secret');
  try {
    makeSecret(path);
    const secret = readFileSync(path, 'utf8');
    if (secret.length >= MIN_LENGTH) return secret;
  } catch (error) {
    if (codeOf(error) === 'EISDIR') {
      throw new DirectoryUnusable(
        `The data directory ${directory} has a directory "secret", where the sealing secret is kept in a file of that ` +
          'name. Move it away, give the secret as COPPICE_SECRET, or choose another place by COPPICE_DATA (--data).',
      );
    }
    throw directoryUnusable(directory, error, 'cannot keep the sealing secret');
  }
  throw new DirectoryUnusable(
    `${path} holds no secret: it was cut off. Put back the one that was there before, or give it as COPPICE_SECRET; ` +
      'without it, remove the file and run "coppice secret change".',
  );
}

function makeSecret(path: string): void {
  try {
    // Exclusive: of two gateways that start together, the first one creates the secret.
    const file = openSync(path, 'wx', 0o600);
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'));
    } catch (error) {
      rmSync(path);
      throw error;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
