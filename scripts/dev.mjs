/** `npm run dev`: the gateway, restarted when its code changes, and Vite with hot reload in front of it. */
import { spawn } from 'node:child_process';
import { installIfNeeded, NODE, projectEnvironment, ROOT } from './install.mjs';

const GATEWAY_PORT = '4601';

installIfNeeded();

const options = {
  cwd: ROOT,
  stdio: 'inherit',
  env: {
    COPPICE_SAMPLE: '1',
    COPPICE_DATA: './data/dev',
    ...projectEnvironment(),
    COPPICE_GATEWAY: `http://127.0.0.1:${GATEWAY_PORT}`,
  },
};
const parts = [
  spawn(
    NODE,
    ['--watch-path=server', '--watch-path=core', 'server/main.ts', 'start', '--port', GATEWAY_PORT],
    options,
  ),
  spawn(NODE, ['node_modules/vite/bin/vite.js'], options),
];

// When one part ends, so does the other; a signal ends both.
const endAll = () => {
  for (const part of parts) part.kill('SIGTERM');
};
for (const part of parts) part.on('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, endAll);
