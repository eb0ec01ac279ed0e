/**
 * What the first screen ships: the JavaScript that the models page needs, as it is built, gzipped. Reads Vite's
 * manifest; run `npm run build` first. Goal: at most 230 kB (issue 3).
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const GOAL = 230_000;
const BUILT = 'dist/console/';

type Chunk = { file: string; imports?: string[] };
const manifest: Record<string, Chunk> = JSON.parse(readFileSync(`${BUILT}.vite/manifest.json`, 'utf8'));

/** A chunk and everything that it imports before it can run. */
function withImports(key: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const other of chunk.imports ?? []) withImports(other, found);
  return found;
}

const files = [...withImports('src/models/models-page.tsx', withImports('index.html'))];
const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(BUILT + file)).length, 0);
console.log(
  `${files.length} files, ${bytes} bytes gzipped, ${(bytes / GOAL).toFixed(2)} of the goal of ${GOAL}`,
);
if (bytes > GOAL) process.exitCode = 1;
