/** Under which it is kept how old the lists of a remote registry are: what only looks need not bring what asks. */
export const MIRROR_KEY = ['mirror'] as const;
