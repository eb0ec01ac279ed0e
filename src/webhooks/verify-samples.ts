/** A message as it comes, with names that are no language's. */
export const MESSAGE_SAMPLE = `POST /hook
webhook-id: msg_0b4d7e6a1c9f4a52b8e3d1f07c6a9e84
webhook-timestamp: 1796000000
webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=

{
  "type": "created",
  "timestamp": "2026-11-29T12:00:00.000Z",
  "data": {
    "project": { "project_id": "4f0c…", "project_name": "demo" },
    "activity_id": 1204,
    "at": 1796040000000,
    "actor": "operator",
    "subject": "posenet",
    "count": 1,
    "facts": { "versions": ["2.2.2"] }
  }
}`;

/** With the headers in ID, TIMESTAMP and SIGNATURE, the secret in SECRET and the body as it came in body.json. */
export const SHELL_SAMPLE = `key=$(printf %s "\${SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')
expected=$({ printf '%s.%s.' "$ID" "$TIMESTAMP"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)
case " $SIGNATURE " in *" v1,$expected "*) echo genuine ;; *) echo forged; exit 1 ;; esac`;

export const NODE_SAMPLE = `import { createHmac, timingSafeEqual } from 'node:crypto';

export function isGenuine(secret, headers, rawBody) {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
  const expected = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\${rawBody}\`).digest();
  const isRecent = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  return isRecent && headers['webhook-signature'].split(' ').some((signature) => {
    const given = Buffer.from(signature.replace('v1,', ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}`;

export const LIBRARIES = 'https://www.standardwebhooks.com/#libraries';
