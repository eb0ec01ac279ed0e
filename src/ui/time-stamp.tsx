import { formatDate, formatTime, isTime } from './format.ts';

/** A date to read at a glance; the exact time on hover and for machines. `at` in ms since the epoch, as it came. */
export function TimeStamp({ at }: { at: number | undefined }) {
  if (!isTime(at)) return <span>—</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={formatTime(at)}>
      {formatDate(at)}
    </time>
  );
}
