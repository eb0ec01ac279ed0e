import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './install.mjs';

/** Everything that the built console depends on. */
const SOURCES = [
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'core',
  'messages',
  'public',
  'scripts/precompress.ts',
  'scripts/run-early.ts',
  'src',
];

const STAMP = `${ROOT}dist/.coppice-built`;

/** Builds the console into dist/, unless nothing changed since the last time. Whether it is there now. */
export function buildIfNeeded() {
  const wanted = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return true;
  console.log('Building the console…');
  if (!run('vite', ['build', '--logLevel', 'warn'])) return false;
  writeFileSync(STAMP, wanted);
  return true;
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesBelow)) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** The files at or below a path, but the messages that the build itself compiles. */
function filesBelow(path) {
  if (path === 'src/messages') return [];
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
