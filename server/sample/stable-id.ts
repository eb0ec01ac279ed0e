import { createHash } from 'node:crypto';

/** The same UUID for the same text, always: version 8, from its SHA-256. Source: RFC 9562, 5.8. */
export function stableId(text: string): string {
  const bytes = createHash('sha256').update(`coppice ${text}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
