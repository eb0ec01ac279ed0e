import { formatAge } from './format-age.ts';
import { useServerNow } from './use-server-now.ts';

/** How often an age is said anew. In ms. */
const TICK_MS = 15_000;

/** How long ago something was, by the clock of the gateway that dated it, growing older. `at` in ms since the epoch. */
export function Age({ at }: { at: number }) {
  return formatAge(useServerNow(TICK_MS) - at);
}
