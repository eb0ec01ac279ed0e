/**
 * `npm run build`, and before `npm pack`: the console and the gateway as they are shipped, unless they are built already.
 * With a name, only that one.
 */
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';

installIfNeeded();
if (!buildIfNeeded(process.argv[2])) process.exit(1);
