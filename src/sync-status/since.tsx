import { exactOnReach } from '../ui/time/exact-on-reach.ts';
import { formatAge } from '../ui/time/format-age.ts';
import { useServerNow } from '../ui/time/use-server-now.ts';

/** How often an age is said anew. In ms. */
const TICK_MS = 15_000;

/** How long ago a reading began, in words made by `say`; the exact time on hover and focus. `at` in ms since the epoch. */
export function Since({ at, say }: { at: number; say: (words: { age: string }) => string }) {
  const now = useServerNow(TICK_MS);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable by keyboard
    <time dateTime={new Date(at).toISOString()} tabIndex={0} {...exactOnReach(at)}>
      {say({ age: formatAge(Math.max(now, at) - at) })}
    </time>
  );
}
