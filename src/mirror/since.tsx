import { formatTime } from '../ui/format.ts';
import { useServerNow } from '../ui/use-server-now.ts';
import { formatAge } from './format-age.ts';

/** How often an age is said anew. In ms. */
const TICK = 15_000;

/** How long ago a reading began, in words made by `say`; the exact time on hover. `at` in ms since the epoch. */
export function Since({ at, say }: { at: number; say: (words: { age: string }) => string }) {
  const now = useServerNow(TICK);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatTime(at)}>
      {say({ age: formatAge(Math.max(now, at) - at) })}
    </time>
  );
}
