import { formatExactSize, formatSize } from './format.ts';

/** A size to read at a glance; exact on hover. */
export function ByteSize({ bytes }: { bytes: number | undefined }) {
  if (bytes === undefined) return <span>—</span>;
  return <span title={formatExactSize(bytes)}>{formatSize(bytes)}</span>;
}
