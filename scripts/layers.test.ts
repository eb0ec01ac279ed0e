import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const BIOME = resolve('node_modules/.bin/biome');
const folder = mkdtempSync(join(tmpdir(), 'coppice-layers-'));
const rules = JSON.parse(readFileSync('biome.json', 'utf8'));
writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, $schema: undefined, vcs: undefined }));
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether the linter, with the project's rules, lets a file of this name say this. */
function isAllowed(path: string, code: string): boolean {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${code}\n`);
  const linted = spawnSync(BIOME, ['lint', '--only=style/noRestrictedImports', path], { cwd: folder });
  rmSync(file);
  return linted.status === 0;
}

it.each([
  ['core/deletion/x.ts', "import '../../src/app/app.tsx';"],
  ['core/deletion/x.ts', "import type { a } from '../../server/app.ts';"],
  ['core/deletion/x.ts', "import { readFileSync } from 'node:fs';"],
  ['core/deletion/x.ts', "export const load = () => import('../../src/app/app.tsx');"],
  ['src/models/x.ts', "import { a } from '../../server/app.ts';"],
  ['src/models/x.ts', "export { a } from '../../server/app.ts';"],
  ['server/registry/x.ts', "import { a } from '../../src/app/theme.ts';"],
])('%s may not say %s', (path, code) => {
  expect(isAllowed(path, code)).toBe(false);
});

it.each([
  ['core/deletion/x.ts', "import { a } from '../contract/model.ts';"],
  ['src/models/x.ts', "import { a } from '../../core/contract/model.ts';"],
  ['server/registry/x.ts', "import { a } from '../../core/contract/model.ts';"],
])('%s may say %s', (path, code) => {
  expect(isAllowed(path, code)).toBe(true);
});
