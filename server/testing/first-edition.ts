import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { onTestFinished } from 'vitest';

/** A copy of the stored data directory of the first edition (make-first-edition.ts), which goes when the test ends. */
export async function unpackFirstEdition(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'coppice-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const tar = zstdDecompressSync(readFileSync(join(import.meta.dirname, 'first-edition.tar.zst')));
  const loadDataDir = new Blob([Uint8Array.from(tar)]);
  const pglite = await PGlite.create({ dataDir: join(directory, 'db'), loadDataDir });
  await pglite.close();
  return directory;
}
