#!/usr/bin/env node
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { PACKAGE_ROOT } from './package-root.ts';

// Before anything else is loaded. What is compiled is kept with the code that it was made from, for only who may
// change the one may change the other; where that cannot be written to, every start compiles anew.
enableCompileCache(join(PACKAGE_ROOT, 'node_modules/.cache/coppice'));
const { run } = await import('./commands/run.ts');
await run(process.argv.slice(2));
// A gateway that is killed later has kept what its start was made of.
flushCompileCache();
