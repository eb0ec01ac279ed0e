import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder; every script works from there, wherever it was called. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const STAMP = `${ROOT}node_modules/.coppice-installed`;

/** The Node that the project runs on: a package like the others, whatever Node started the script. */
export const NODE = `${ROOT}node_modules/.bin/node`;

/** Installs the packages of the lock file, unless that was done before. Ends the process when it cannot. */
export function installIfNeeded() {
  const wanted = createHash('sha256')
    .update(readFileSync(`${ROOT}package-lock.json`))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  console.log('Installing packages…');
  // npm may not let a package bring Node along by itself; a rebuild runs its install script by name.
  const isInstalled = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (!isInstalled) stop('The packages could not be installed: see what npm said above, then try again.');
  if (!isNodeThere()) run('npm', ['rebuild', 'node', '--loglevel=error']);
  if (!isNodeThere())
    stop('The "node" package did not install: allow its install script (npm rebuild node) and try again.');
  writeFileSync(STAMP, wanted);
}

/** Runs a command in the project's folder with its output shown; whether it succeeded. */
export function run(command, args, environment = {}) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...projectEnvironment(), ...environment } };
  return spawnSync(command, args, options).status === 0;
}

/** The environment in which the project's own commands, its Node first among them, are found first. */
export function projectEnvironment() {
  return { ...process.env, PATH: `${ROOT}node_modules/.bin:${process.env.PATH}` };
}

function isNodeThere() {
  return existsSync(NODE) && spawnSync(NODE, ['--version']).stdout?.toString().startsWith('v24.');
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
