import { createHmac, randomBytes } from 'node:crypto';

/** What stands before a secret, so that people and scanners know it for one. Source: Standard Webhooks, Signature scheme. */
const PREFIX = 'whsec_';

/** Of 24 to 64 that the specification allows. */
const SECRET_BYTES = 32;

export function newWebhookSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** What is sent: its id, when (ms since the epoch), and the body as it goes over the wire. */
type Signed = { id: string; at: number; body: string };

/**
 * The headers by which a receiver knows who a message is from, and that it is none of another day: HMAC-SHA256 over id,
 * time stamp and body, in base64, once for each secret. Source: Standard Webhooks, Webhook headers.
 */
export function signatureHeaders(secrets: readonly string[], { id, at, body }: Signed) {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
