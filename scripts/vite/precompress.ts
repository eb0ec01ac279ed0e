import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

/** What shrinks, and is worth a second and third file beside it. */
const SHRINKS = /\.(html|js|css|svg)$/;

/** Puts beside each built file what the gateway sends in its place: `.br` and `.gz`, as small as they can be. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle: async ({ dir = 'dist' }, bundle) => {
      const files = Object.keys(bundle).filter((file) => SHRINKS.test(file));
      // Of the page there are others, by the gateway: those are what it sends.
      const lasting = files.filter((file) => !file.endsWith('.html'));
      await Promise.all(lasting.map((file) => compressFile(join(dir, file))));
    },
  };
}

async function compressFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${path}.br`, await asBrotli(bytes, { params }));
  await writeFile(`${path}.gz`, await asGzip(bytes, { level: constants.Z_BEST_COMPRESSION }));
}
