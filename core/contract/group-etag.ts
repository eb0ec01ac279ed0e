import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Header in which the detail of a version tells the ETag of its name. Ours; ModelArts does not send it. */
export const GROUP_ETAG_HEADER = 'x-coppice-group-etag';

/**
 * The ETag of a name: of exactly these versions of it, whatever their order. A cascade with it in `If-Match` is
 * carried out only while the name has these versions and no others (412 otherwise). Offered by the embedded
 * registry; ModelArts itself has no conditional deletion, and ignores the header.
 *
 * @param ids every version of the name.
 * @returns 32 hexadecimal digits in quotes: a strong entity tag (RFC 9110, 8.8.3).
 * @example
 * groupETag(['a', 'b']) === groupETag(['b', 'a']); // true
 */
export function groupETag(ids: Iterable<string>): string {
  const hash = sha256(utf8ToBytes([...ids].sort().join('\n')));
  return `"${bytesToHex(hash).slice(0, 32)}"`;
}
