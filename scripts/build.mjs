import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './install.mjs';

/** As core/console-api/languages.ts has them, which an older Node cannot read. */
const LANGUAGES = ['en', 'zh-Hans'];

/** What is built, by what, and everything that it depends on. */
const PARTS = {
  console: {
    config: 'vite.config.ts',
    sources: [
      'index.html',
      'package-lock.json',
      'core',
      'messages',
      'project.inlang/settings.json',
      'scripts/vite/leave-out-json-schema.ts',
      'scripts/vite/one-language.ts',
      'scripts/vite/page-of-language.ts',
      'scripts/vite/precompress.ts',
      'scripts/vite/run-early.ts',
      'scripts/vite/whole-messages.ts',
      'src',
    ],
    // A build for each language; the first empties the directory.
    variants: LANGUAGES.map((language) => ({ COPPICE_LANGUAGE: language })),
  },
  gateway: { config: 'vite.server.config.ts', sources: ['package-lock.json', 'core', 'server'] },
};

/**
 * Builds the console and the gateway, or only one of them, into dist/, unless nothing changed since the last time. Whether
 * they are there now.
 */
export function buildIfNeeded(only) {
  const parts = Object.entries(PARTS).filter(([name]) => only === undefined || name === only);
  return parts.every(([name, part]) => buildPart(name, part));
}

function buildPart(name, { config, sources, variants = [{}] }) {
  const stamp = `${ROOT}dist/.coppice-built-${name}`;
  const wanted = hashOf([config, ...sources]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  console.log(`Building the ${name}…`);
  const isBuilt = variants.every((variant) =>
    run('vite', ['build', '--config', config, '--logLevel', 'warn'], variant),
  );
  if (!isBuilt) return false;
  writeFileSync(stamp, wanted);
  return true;
}

function hashOf(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesBelow)) hash.update(file).update(readFileSync(join(ROOT, file)));
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
