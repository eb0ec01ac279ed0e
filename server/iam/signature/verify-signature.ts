import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { ApiError } from '../../errors.ts';
import type { Store } from '../../store/schema.ts';
import { findAccessKey, type KeyHolder } from './access-keys.ts';
import {
  type Authorization,
  DATE_HEADER,
  hashBody,
  isSignatureOf,
  readAuthorization,
  readDate,
} from './signature.ts';

/** How far a request's date may be from the gateway's clock, in ms. Source: contract.md, AK/SK signature. */
const MAX_SKEW_MS = 15 * 60 * 1000;

/** Names the project where the address does not. Source: contract.md, AK/SK signature. */
export const PROJECT_HEADER = 'x-project-id';

/** Headers that decide what a request does (project, receipt, ETag precondition): unsigned, a proxy could change them. */
const SIGNED_WHERE_SENT = [PROJECT_HEADER, DELETION_HEADER, 'if-match'];

const BODY_HASH_HEADER = 'x-sdk-content-sha256';
const UNSIGNED = 'UNSIGNED-PAYLOAD';

/** A request as it was received, with its Authorization header and the bytes of its body. */
export type SignedRequest = { request: FastifyRequest; authorization: string; body: Buffer };

/**
 * Verifies the SDK-HMAC-SHA256 signature of a request over its address, headers and body as they were received.
 *
 * @param secret 32 bytes that secret keys are sealed under.
 * @param project_id the project that the request is about; null when it is about none.
 * @returns who holds the access key.
 * @throws ApiError 0206 (bad signature), with what is wrong with it.
 */
export async function verifySignature(
  store: Store,
  secret: Buffer,
  { request, body, ...signed }: SignedRequest,
  project_id: string | null,
): Promise<KeyHolder> {
  const { headers, method } = request;
  const authorization = readAuthorization(signed.authorization);
  if (!authorization)
    throw refused('The Authorization header is not a well-formed SDK-HMAC-SHA256 signature');
  requireSigned(authorization, headers);
  const date = requireRecent(headers[DATE_HEADER], Date.now());
  const bodyHash = signedBodyHash(headers[BODY_HASH_HEADER], body);

  const { access_key } = authorization;
  const found = await findAccessKey(store, secret, access_key, project_id);
  if (!found) throw refused(`There is no access key ${access_key}`);
  if (found.secret_key === undefined) {
    request.log.warn({ access_key }, 'The access key was sealed under another COPPICE_SECRET');
    throw refused(
      `The access key ${access_key} was made under another secret of the gateway; make a new one`,
    );
  }
  // A client that reaches the gateway under a base path has signed that too; a proxy may have stripped it.
  const target = request.raw.url ?? '/';
  const { secret_key, holder } = found;
  const isSigned = [target, request.server.base + target].some((address) =>
    isSignatureOf({ method, target: address, headers, bodyHash }, authorization, date, secret_key),
  );
  if (!isSigned) {
    throw refused(
      'The signature does not match the request: the secret key is wrong, or the address, a signed header or the body was changed on the way',
    );
  }
  return holder;
}

/** Whatever decides where and when a request counts has to be signed; and what is signed has to be there. */
function requireSigned({ signedHeaders }: Authorization, headers: IncomingHttpHeaders): void {
  const sent = SIGNED_WHERE_SENT.filter((name) => headers[name] !== undefined);
  const needed = ['host', DATE_HEADER, ...sent];
  const unsigned = needed.filter((name) => !signedHeaders.includes(name));
  if (unsigned.length > 0) throw refused(`SignedHeaders has to name ${unsigned.join(' and ')}`);
  const missing = signedHeaders.filter((name) => headers[name] === undefined);
  if (missing.length > 0) throw refused(`Signed headers were not sent: ${missing.join(', ')}`);
}

function requireRecent(date: string | string[] | undefined, now: number): string {
  const at = typeof date === 'string' ? readDate(date) : undefined;
  if (typeof date !== 'string' || at === undefined) {
    throw refused('X-Sdk-Date has to be a time in UTC, as YYYYMMDDTHHMMSSZ');
  }
  if (Math.abs(now - at) > MAX_SKEW_MS) {
    const here = new Date(now).toISOString();
    throw refused(`X-Sdk-Date is more than 15 minutes from the gateway's clock, which says ${here}`);
  }
  return date;
}

/** The body's part of the canonical request: its SHA-256, or UNSIGNED-PAYLOAD for none. */
function signedBodyHash(claimed: string | string[] | undefined, body: Buffer): string {
  if (claimed === UNSIGNED && body.length === 0) return UNSIGNED;
  const actual = hashBody(body);
  if (claimed !== undefined && claimed !== actual) {
    throw refused('X-Sdk-Content-Sha256 is not the SHA-256 of the body');
  }
  return actual;
}

function refused(why: string): ApiError {
  return new ApiError('ModelArts.0206', `${why}.`);
}
