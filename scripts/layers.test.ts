import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const BIOME = resolve('node_modules/.bin/biome');
const folder = mkdtempSync(join(tmpdir(), 'coppice-layers-'));
const rules = JSON.parse(readFileSync('biome.json', 'utf8'));
writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, $schema: undefined, vcs: undefined }));
afterAll(() => rmSync(folder, { recursive: true }));

const FLOORS = ['core/deletion', 'server/receipts', 'src/models', 'scripts', 'bench'];

/** Whether the linter, by this one of the project's rules, lets files of these names say this. */
function isAllowedBy(rule: string, files: Record<string, string>): boolean {
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${code}\n`);
  }
  const linted = spawnSync(BIOME, ['lint', `--only=${rule}`, ...Object.keys(files)], { cwd: folder });
  for (const path of Object.keys(files)) rmSync(join(folder, path));
  return linted.status === 0;
}

function isAllowed(path: string, code: string): boolean {
  return isAllowedBy('style/noRestrictedImports', { [path]: code });
}

it.each([
  ['core/deletion/x.ts', "import '../../src/app/app.tsx';"],
  ['core/deletion/x.ts', "import type { a } from '../../server/app.ts';"],
  ['core/deletion/x.ts', "import { readFileSync } from 'node:fs';"],
  ['core/deletion/x.ts', "export const load = () => import('../../src/app/app.tsx');"],
  ['src/models/x.ts', "import { a } from '../../server/app.ts';"],
  ['src/models/x.ts', "export { a } from '../../server/app.ts';"],
  ['server/registry/x.ts', "import { a } from '../../src/app/theme.ts';"],
  ['server/receipts/x.ts', "import { a } from '../../src/app/theme.ts';"],
  ['server/registry/x.ts', "import { a } from '../receipts/record-call.ts';"],
  ['server/iam/users/x.ts', "import type { a } from '../../upstream/transport.ts';"],
  ['server/store/x.ts', "import { a } from '../backends/embedded.ts';"],
])('%s may not say %s', (path, code) => {
  expect(isAllowed(path, code)).toBe(false);
});

it.each([
  ['core/deletion/x.ts', "import { a } from '../contract/model.ts';"],
  ['src/models/x.ts', "import { a } from '../../core/contract/model.ts';"],
  ['server/registry/x.ts', "import { a } from '../../core/contract/model.ts';"],
  ['server/receipts/x.ts', "import { a } from '../registry/delete-model.ts';"],
])('%s may say %s', (path, code) => {
  expect(isAllowed(path, code)).toBe(true);
});

it.each(['server/registry', 'src/models', 'core/contract', 'core/deletion'])(
  'files of %s may not import each other',
  (floor) => {
    const back = "import type { B } from './b.ts';\nexport type A = { b: B };";
    const files = (code: string) => ({
      [`${floor}/a.ts`]: code,
      [`${floor}/b.ts`]: "import type { A } from './a.ts';\nexport type B = { a: A };",
    });
    expect(isAllowedBy('suspicious/noImportCycles', files(back))).toBe(false);
    expect(isAllowedBy('suspicious/noImportCycles', files('export type A = { b: string };'))).toBe(true);
  },
);

const lines = (count: number) => Array.from({ length: count }, (_, n) => `  console.log(${n});`).join('\n');
const ofLines = (count: number) => `export function f() {\n${lines(count)}\n}`;
const ofParams = (names: string) => `export function f(${names}) {\n  return [${names}];\n}`;

describe.each(FLOORS)('files of %s', (floor) => {
  const isSmallEnough = (rule: string, file: string, code: string) =>
    isAllowedBy(rule, { [`${floor}/${file}`]: code });

  it('have functions with four parameters at most', () => {
    expect(isSmallEnough('complexity/useMaxParams', 'x.ts', ofParams('a, b, c, d'))).toBe(true);
    expect(isSmallEnough('complexity/useMaxParams', 'x.ts', ofParams('a, b, c, d, e'))).toBe(false);
  });

  it('have functions with sixty lines at most, but for components and tests', () => {
    const rule = 'complexity/noExcessiveLinesPerFunction';
    expect(isSmallEnough(rule, 'x.ts', ofLines(58))).toBe(true);
    expect(isSmallEnough(rule, 'x.ts', ofLines(61))).toBe(false);
    expect(isSmallEnough(rule, 'x.tsx', ofLines(61))).toBe(true);
    expect(isSmallEnough(rule, 'x.test.ts', ofLines(61))).toBe(true);
  });

  it('have 250 lines at most, but for tests', () => {
    const rule = 'style/noExcessiveLinesPerFile';
    expect(isSmallEnough(rule, 'x.ts', lines(249))).toBe(true);
    expect(isSmallEnough(rule, 'x.ts', lines(251))).toBe(false);
    expect(isSmallEnough(rule, 'x.tsx', lines(251))).toBe(false);
    expect(isSmallEnough(rule, 'x.test.ts', lines(251))).toBe(true);
  });
});
