/** Before `npm pack`: what the package has that the repository has not, the built console and the bundled gateway. */
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded, run } from './install.mjs';

installIfNeeded();
const isBuilt =
  buildIfNeeded() && run('vite', ['build', '--config', 'vite.server.config.ts', '--logLevel', 'warn']);
if (!isBuilt) process.exit(1);
