import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The 32 bytes that tokens at rest are sealed under: from the secret that is configured, or else from the file
 * `secret` in the data directory, made at the first start for its owner's eyes only.
 */
export function readSecret(configured: string | undefined, directory: string): Buffer {
  return createHash('sha256')
    .update(configured ?? keptSecret(directory))
    .digest();
}

function keptSecret(directory: string): string {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'secret');
  try {
    // Fails when the file is there: of two gateways that start together, the first one makes the secret.
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw error;
  }
  return readFileSync(path, 'utf8');
}
