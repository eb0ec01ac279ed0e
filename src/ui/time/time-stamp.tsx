import { Suspense } from 'react';
import { serverNow } from '../../api/prefetch/server-clock.ts';
import { lazyExtra } from '../load-code.ts';
import { formatDate, isTime } from '../text/format.ts';
import { exactOnReach } from './exact-on-reach.ts';

/** What is no older than this is told by its age. In ms. */
const RECENT_MS = 24 * 3_600_000;

const Age = lazyExtra(() => import('./age.tsx'), 'Age');

/**
 * A date to read at a glance, or the age of what is recent; the exact time on hover, on focus and for machines.
 *
 * @param at in ms since the epoch, as it came.
 * @param format what is said of what is not recent.
 * @param tabIndex for the keyboard to get there, where it does not get to what is around it.
 */
export function TimeStamp(props: { at: number | undefined; format?: (at: number) => string; tabIndex?: 0 }) {
  const { at, format, ...reach } = props;
  if (!isTime(at)) return <span>—</span>;
  return (
    <time dateTime={new Date(at).toISOString()} {...reach} {...exactOnReach(at)}>
      <TimeInWords at={at} {...(format && { format })} />
    </time>
  );
}

/** The words of a time stamp alone, for what shows the exact time itself. `at` in ms since the epoch. */
export function TimeInWords({ at, format = formatDate }: { at: number; format?: (at: number) => string }) {
  if (Math.abs(serverNow() - at) >= RECENT_MS) return format(at);
  return (
    <Suspense fallback={format(at)}>
      <Age at={at} />
    </Suspense>
  );
}
