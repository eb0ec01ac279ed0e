import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { UpstreamError } from './upstream-error.ts';

type Decompress = (bytes: Buffer, limit: { maxOutputLength: number }) => Promise<Buffer>;

const unzip: Decompress = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);
const inflateZlib: Decompress = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);
const inflateWithoutHeader: Decompress = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw);

/** Source: RFC 9110, 8.4.1; IANA, HTTP Content Coding Registry. */
const CODINGS: { [coding: string]: Decompress } = {
  gzip: unzip,
  'x-gzip': unzip,
  // Some leave the zlib header out, which begins with the method: 8 in its lower four bits (RFC 1950, 2.2).
  deflate: (bytes, limit) =>
    (((bytes[0] ?? 0) & 15) === 8 ? inflateZlib : inflateWithoutHeader)(bytes, limit),
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
  zstd: promisify<Buffer, { maxOutputLength: number }, Buffer>(zstdDecompress),
};

/** More than one is rare, and each may be a decompression bomb. */
const MAX_CODINGS = 2;

/** The magic number of gzip, with which no text begins. Source: RFC 1952, 2.3.1. */
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/**
 * Undoes the content encodings of a body.
 *
 * @param header Content-Encoding as it came. Where it is missing, gzip is recognized by its magic number.
 * @param maxSize of what comes out, in bytes.
 * @throws UpstreamError 0010 that names the encoding, when it is not supported, or the body is not encoded like that.
 */
export async function decode(
  body: Buffer,
  header: string | string[] | undefined,
  maxSize: number,
): Promise<Buffer> {
  const listed = [header ?? []].flat().join().toLowerCase().split(',');
  const codings = listed
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length === 0 && body.subarray(0, 2).equals(GZIP_MAGIC)) codings.push('gzip');
  if (codings.length > MAX_CODINGS) throw unreadable(codings.join(', '), 'cannot be read here');
  let bytes = body;
  for (const coding of codings.toReversed()) bytes = await undo(coding, bytes, maxSize);
  return bytes;
}

async function undo(coding: string, bytes: Buffer, maxOutputLength: number): Promise<Buffer> {
  const decompress = Object.hasOwn(CODINGS, coding) ? CODINGS[coding] : undefined;
  if (!decompress) throw unreadable(coding, 'cannot be read here');
  try {
    // An answer that has no body has nothing to be undone.
    return bytes.length === 0 ? bytes : await decompress(bytes, { maxOutputLength });
  } catch (error) {
    const isTooLong = error instanceof RangeError;
    throw unreadable(coding, isTooLong ? 'goes on without end' : 'is not in its body');
  }
}

function unreadable(coding: string, why: string): UpstreamError {
  const shown = JSON.stringify(coding.slice(0, 40));
  return new UpstreamError(
    'Coppice.0010',
    `The remote registry answered in the content encoding ${shown}, which ${why}.`,
  );
}
