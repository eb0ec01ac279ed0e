import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalRequest, PATH_READINGS, type SignedParts } from './canonical-request.ts';

const ALGORITHM = 'SDK-HMAC-SHA256';

export const DATE_HEADER = 'x-sdk-date';

/** Access key (names the key) and secret key (never sent). */
export type KeyPair = { access_key: string; secret_key: string };

/** What an Authorization header says; `signature` is hex. */
export type Authorization = { access_key: string; signedHeaders: string[]; signature: string };

/** SHA-256 of a body, hex. */
export function hashBody(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/**
 * Signs a request: the headers to send besides its own. Every header that it has is signed; `host` must be among them.
 *
 * @param now ms since the epoch.
 * Source: contract.md, AK/SK signature.
 */
export function signRequest(
  parts: SignedParts,
  { access_key, secret_key }: KeyPair,
  now: number,
): { 'x-sdk-date': string; authorization: string } {
  const date = writeDate(now);
  const headers = { ...parts.headers, [DATE_HEADER]: date };
  const names = Object.keys(headers).sort();
  const signature = signatureOf(canonicalRequest({ ...parts, headers }, names, 'decoded'), date, secret_key);
  const signed = `SignedHeaders=${names.join(';')}, Signature=${signature.toString('hex')}`;
  return { [DATE_HEADER]: date, authorization: `${ALGORITHM} Access=${access_key}, ${signed}` };
}

/** Whether the signature is that of this request under this secret key, in either reading of its path. In constant time. */
export function isSignatureOf(
  parts: SignedParts,
  { signedHeaders, signature }: Authorization,
  date: string,
  secret_key: string,
): boolean {
  const given = Buffer.from(signature, 'hex');
  const matches = PATH_READINGS.map((reading) =>
    timingSafeEqual(signatureOf(canonicalRequest(parts, signedHeaders, reading), date, secret_key), given),
  );
  return matches.includes(true);
}

function signatureOf(request: string, date: string, secret_key: string): Buffer {
  const text = [ALGORITHM, date, hashBody(request)].join('\n');
  return createHmac('sha256', secret_key).update(text).digest();
}

/** Whether an Authorization header has the scheme SDK-HMAC-SHA256, well-formed or not. */
export function isSignature(header: string | undefined): header is string {
  return header?.startsWith(ALGORITHM) ?? false;
}

/** Every part is bounded, and none can be matched in two ways: no catastrophic backtracking. */
const HEADER =
  /^SDK-HMAC-SHA256 +Access=([\w-]{1,64}), *SignedHeaders=([a-z0-9_;-]{1,2048}), *Signature=([0-9a-f]{64})$/;

/** Reads an Authorization header; undefined when it is malformed. */
export function readAuthorization(header: string): Authorization | undefined {
  const [, access_key, names, signature] = HEADER.exec(header) ?? [];
  if (access_key === undefined || names === undefined || signature === undefined) return undefined;
  return { access_key, signedHeaders: names.split(';'), signature };
}

/** `YYYYMMDDTHHMMSSZ`, UTC. */
function writeDate(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** Ms since the epoch; undefined for anything but a date of that form that exists. */
export function readDate(text: string): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second] = found;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return !Number.isNaN(ms) && writeDate(ms) === text ? ms : undefined;
}
