import { m } from '../../messages/messages.js';
import classes from '../ui.module.css';
import { formatExactSize, formatSize } from './format.ts';

/** A size to read at a glance; exact on hover. */
export function ByteSize({ bytes }: { bytes: number | undefined }) {
  if (bytes === undefined) return <span>—</span>;
  return <span title={formatExactSize(bytes)}>{formatSize(bytes)}</span>;
}

/** The size of a part in that of its whole, in bytes: `6.6 of 154 MB`, or just the size where the part is all of it. */
export function SizePart({ part, whole }: { part: number; whole: number }) {
  if (part === whole) return <span title={formatExactSize(whole)}>{formatSize(whole)}</span>;
  return (
    <span title={`${formatExactSize(part)} ${m.of_whole({ whole: formatExactSize(whole) })}`}>
      {withoutUnitOf(formatSize(whole), formatSize(part))}
      <OfWhole whole={formatSize(whole)} />
    </span>
  );
}

/** What a figure before it is a part of; quieter than that. */
export function OfWhole({ whole }: { whole: string }) {
  return <span className={classes.quiet}> {m.of_whole({ whole })}</span>;
}

/** A size without its unit where another one beside it has the same. */
function withoutUnitOf(other: string, size: string): string {
  const [figure = size, unit] = size.split(' ');
  return other.endsWith(` ${unit}`) ? figure : size;
}
