import { findPackageJSON } from 'node:module';
import { dirname } from 'node:path';

/** The folder of this package, wherever in it the code is: in `server/` as source, in `dist/server/` as built. */
export const PACKAGE_ROOT = dirname(findPackageJSON(import.meta.url) ?? import.meta.filename);
