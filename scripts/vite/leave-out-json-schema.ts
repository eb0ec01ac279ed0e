import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** The parts of zod that write JSON schemas, which every schema names, and the console never asks for. */
const PARTS = /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;

const EXPORTED = /^export (?:const|function) (\w+)|^export \{ \w+ as (\w+) \};/gm;

/** Builds without them: 34 kB before compression, of a first visit that has 200 kB after it. */
export function leaveOutJsonSchema(): Plugin {
  return {
    name: 'leave-out-json-schema',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (PARTS.test(id) ? emptied(readFileSync(id, 'utf8')) : undefined),
  };
}

/** A module with the same names, of which each fails that is called; schemas call what makes a method when they are made. */
function emptied(code: string): string {
  const names = [...code.matchAll(EXPORTED)].map(([, name, alias]) => name ?? alias);
  const parts = names.map((name) => `${name?.startsWith('create') ? 'make' : 'leftOut'} as ${name}`);
  return `
    const leftOut = () => { throw new Error('The console is built without JSON schemas.'); };
    const make = () => leftOut;
    export { ${parts.join(', ')} };`;
}
