import manifest from '../package.json' with { type: 'json' };

/** The version of this Coppice, as released. */
export const VERSION = manifest.version;
