import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const IMPORT = /import (\w+) from '([^']+\.module\.css)';/g;

/** Every class that a component takes from a stylesheet: `classes.row`. */
function classesTaken(file: string): { css: string; name: string }[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(IMPORT)].flatMap(([, local = '', path = '']) => {
    const css = join(dirname(file), path);
    const uses = text.replaceAll(IMPORT, '').matchAll(new RegExp(`\\b${local}\\.(\\w+)`, 'g'));
    return [...uses].map(([, name = '']) => ({ css, name }));
  });
}

function classesIn(css: string): Set<string> {
  const rules = readFileSync(css, 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
  return new Set([...rules.matchAll(/\.([A-Za-z_][\w-]*)/g)].map(([, name = '']) => name));
}

const SOURCES = globSync('src/**/*.{ts,tsx}');
const taken = SOURCES.flatMap((file) => classesTaken(file).map((use) => ({ file, ...use })));

it('every class that a component takes is in its stylesheet', () => {
  const missing = taken.filter(({ css, name }) => !classesIn(css).has(name));
  expect(missing).toEqual([]);
  expect(taken.length).toBeGreaterThan(100);
});

it('every class of a stylesheet is taken, unless a component takes them by names that it is given', () => {
  const byName = SOURCES.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(IMPORT)].flatMap(([, local = '', path = '']) =>
      text.includes(`${local}[`) ? [join(dirname(file), path)] : [],
    );
  });
  const sheets = globSync('src/**/*.module.css').filter((css) => !byName.includes(css));
  const unused = sheets.flatMap((css) => {
    const names = new Set(taken.filter((use) => use.css === css).map((use) => use.name));
    return [...classesIn(css)].filter((name) => !names.has(name)).map((name) => ({ css, name }));
  });
  expect(unused).toEqual([]);
  expect(sheets.length).toBeGreaterThan(5);
});
