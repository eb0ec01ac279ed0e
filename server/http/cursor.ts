import type * as z from 'zod';
import { ApiError } from '../errors.ts';
import { whyUnstorable } from '../store/unstorable.ts';

/** The place where a page ended, as an opaque word for the next request. */
export function writeCursor(place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * Reads a place back.
 *
 * @throws ApiError 0005 (bad request) for a cursor that is none of ours, or that is of another list or sorting.
 */
export function readCursor<T>(schema: z.ZodType<T>, cursor: string): T {
  const written = parseJson(Buffer.from(cursor, 'base64url').toString());
  const place = schema.safeParse(written);
  // The database could not even compare with some texts that a forged cursor can hold.
  if (place.success && whyUnstorable(written) === undefined) return place.data;
  throw new ApiError('Coppice.0005', 'query: cursor: is none of this list; ask for the first page again');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
