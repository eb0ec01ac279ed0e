/** The encodings that JSON comes in. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * The encoding that JSON begins with: UTF-8, unless a mark says otherwise or, as it begins with a character of ASCII, a zero
 * stands beside that. Sources: the Encoding standard, BOM sniff; RFC 4627, 3.
 *
 * @param bytes the first of them.
 */
export function encodingOf([first, second]: Uint8Array): TextEncoding {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be';
  return 'utf-8';
}
