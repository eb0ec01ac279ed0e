/** `npm run build`, and before `npm pack`: the console and the gateway as they are shipped, unless they are built already. */
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';

installIfNeeded();
if (!buildIfNeeded()) process.exit(1);
