import { hashBody, signRequest } from '../../iam/signature/signature.ts';
import { PROJECT_HEADER } from '../../iam/signature/verify-signature.ts';
import type { RemoteCredential } from './remote-credential.ts';

/** A request as it goes over the wire, but for its authentication. */
type UnsignedRequest = {
  method: string;
  target: string;
  /** All that are to be signed; `host` is among them. */
  headers: Record<string, string>;
  body: Buffer | undefined;
};

/**
 * The headers that authenticate a request: a token, or a signature by an access key.
 *
 * @param now in ms since the epoch.
 */
export function credentialHeaders(
  credential: RemoteCredential,
  request: UnsignedRequest,
  now: number,
): Record<string, string> {
  if (credential.kind === 'password') return { 'x-auth-token': credential.token };
  const { method, target, body } = request;
  const project = credential.project_id === '' ? {} : { [PROJECT_HEADER]: credential.project_id };
  const headers = { ...request.headers, ...project };
  return {
    ...project,
    ...signRequest(
      { method, target, headers, bodyHash: hashBody(body ?? '') },
      credential,
      now + (credential.skew ?? 0),
    ),
  };
}
