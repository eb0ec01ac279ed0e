import { hashBody, type KeyPair, signRequest } from '../../iam/signature/signature.ts';
import type { TestGateway } from '../setup/start-gateway.ts';
import type { TestResponse } from './http-client.ts';

export type Signable = {
  headers?: Record<string, string>;
  /** The text that is signed and sent. */
  body?: string;
  /** When it says that it was signed, in ms since the epoch. */
  at?: number;
  /** What becomes of it after it was signed. */
  tamper?: (signed: Sent) => Sent;
};
type Sent = { path: string; headers: Record<string, string>; body: string | undefined };

/** Makes requests that are signed with an access key. */
export function signingClient(gateway: Pick<TestGateway, 'url' | 'http'>, key: KeyPair) {
  return (method: string, path: string, signable: Signable = {}): Promise<TestResponse> => {
    const { body, at = Date.now(), tamper = (signed: Sent) => signed } = signable;
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { host: new URL(gateway.url).host, ...type, ...signable.headers };
    const parts = { method, target: path, headers, bodyHash: hashBody(body ?? '') };
    const sent = tamper({ path, headers: { ...headers, ...signRequest(parts, key, at) }, body });
    return gateway.http(method, sent.path, {
      headers: sent.headers,
      ...(sent.body !== undefined && { body: sent.body }),
    });
  };
}
