import type { Plugin } from 'vite';

/** The parts of zod that write JSON schemas, which every schema names, and the console never asks for. */
const PARTS = /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;

const NOTHING = `
const leftOut = () => { throw new Error('The console is built without JSON schemas.'); };
export const createToJSONSchemaMethod = () => leftOut;
export const createStandardJSONSchemaMethod = () => leftOut;
export const allProcessors = {};
export { leftOut as extractDefs, leftOut as finalize, leftOut as handleUnrepresentable };
export { leftOut as initializeContext, leftOut as processSchema, leftOut as process };
export { leftOut as toJSONSchema };
`;

/** Builds without them: 34 kB before compression, of a first visit that has 200 kB after it. */
export function leaveOutJsonSchema(): Plugin {
  return {
    name: 'leave-out-json-schema',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (PARTS.test(id) ? NOTHING : undefined),
  };
}
