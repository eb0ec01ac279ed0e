import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../src/', import.meta.url).pathname;
const STYLES = new URL('../node_modules/@mantine/core/styles/', import.meta.url).pathname;

describe('the styles of Mantine', () => {
  it('are there for every part of it that the console uses, at first or with the part that needs them', () => {
    const loaded = sourceFiles().join();
    const missing = partsInUse().filter(
      (part) => existsSync(`${STYLES}${part}.css`) && !loaded.includes(`styles/${part}.css'`),
    );
    expect(partsInUse()).toContain('Button');
    expect(missing).toEqual([]);
  });
});

function partsInUse(): string[] {
  const imports = sourceFiles().flatMap((file) => [
    ...file.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g),
  ]);
  return imports.flatMap(([, names = '']) => names.split(',').map((name) => name.trim()));
}

function sourceFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(SRC, file), 'utf8'));
}
