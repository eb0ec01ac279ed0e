import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Signs a message as Standard Webhooks says, by other code than the gateway's. `at` is the time stamp, in s. */
export function signWebhook(secret: string, id: string, at: string, body: string): string {
  const key = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (letter) => letter.charCodeAt(0));
  const signature = hmac(sha256, key, utf8ToBytes(`${id}.${at}.${body}`));
  return `v1,${btoa(String.fromCharCode(...signature))}`;
}

/** Reads a message as a receiver would; throws when it is forged, or older than five minutes. */
export function verifyWebhook(secret: string, body: string, headers: Record<string, unknown>): unknown {
  const [id, at, signatures] = ['id', 'timestamp', 'signature'].map(
    (name) => `${headers[`webhook-${name}`]}`,
  );
  if (!id || !at || !signatures) throw new Error('It is not signed.');
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) throw new Error('It is of another time.');
  if (!signatures.split(' ').includes(signWebhook(secret, id, at, body))) throw new Error('It is forged.');
  return JSON.parse(body);
}
