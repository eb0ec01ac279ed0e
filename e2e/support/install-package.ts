import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/**
 * Packs this project as a release would, and installs it in a folder as its user would, but in the versions of the lock
 * file: those are in npm's cache since this project was installed, so that no network is needed.
 *
 * @returns the path of its `coppice`.
 */
export function installPackage(folder: string): string {
  npm(['pack', '--pack-destination', folder], '.');
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new Error('Nothing was packed.');
  const prefix = join(folder, 'prefix');
  mkdirSync(prefix);
  const root = { name: 'prefix', dependencies: { coppice: `file:../${packed}` } };
  writeFileSync(join(prefix, 'package.json'), JSON.stringify(root));
  writeFileSync(join(prefix, 'package-lock.json'), JSON.stringify(lockOf(root)));
  npm(['ci', '--prefer-offline', '--no-audit', '--no-fund'], prefix);
  return join(prefix, 'node_modules/.bin/coppice');
}

const Lock = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })),
});

/** The project's lock file for one who uses it: without what is for its development, and itself among the packages. */
function lockOf(root: { name: string; dependencies: { coppice: string } }) {
  const lock = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const { '': project, ...others } = lock.packages;
  const used = Object.entries(others).filter(([, { dev }]) => !dev);
  const coppice = { ...project, devDependencies: {}, resolved: root.dependencies.coppice };
  const packages = { '': root, 'node_modules/coppice': coppice, ...Object.fromEntries(used) };
  return { ...lock, name: root.name, packages };
}

function npm(words: string[], cwd: string): void {
  execFileSync('npm', [...words, '--loglevel=error'], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}
