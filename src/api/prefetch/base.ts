/**
 * The path that the console is under, without a slash at its end: `/coppice`, or nothing. One build serves any: its files
 * know where they came from, which is `assets/` below that path.
 */
export const BASE = import.meta.env.PROD
  ? new URL(/* @vite-ignore */ '..', import.meta.url).pathname.slice(0, -1)
  : '';
