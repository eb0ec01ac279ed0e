/** `npm start`: installs and builds what is missing, then runs the gateway with the sample registry. */
import { spawn } from 'node:child_process';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded, projectEnvironment, ROOT } from './install.mjs';

installIfNeeded();
if (!buildIfNeeded()) process.exit(1);

const gateway = spawn(`${ROOT}bin/coppice.cjs`, ['start', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { COPPICE_SAMPLE: '1', ...projectEnvironment() },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => gateway.kill(signal));
gateway.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
