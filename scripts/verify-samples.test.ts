import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { signWebhook } from '../server/testing/clients/verify-webhook.ts';
import { MESSAGE_SAMPLE, NODE_SAMPLE, SHELL_SAMPLE } from '../src/webhooks/verify-samples.ts';

/** What the page of webhooks gives to whoever writes a receiver is tried here as they would. */
const folder = mkdtempSync(join(tmpdir(), 'coppice-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes, yes').toString('base64')}`;
const BODY = '{"type":"created","data":{"subject":"模型 \\"quoted\\" $HOME"}}\n';
const id = 'msg_1';
const timestamp = String(Math.floor(Date.now() / 1000));
const signature = signWebhook(SECRET, id, timestamp, BODY);
const ANOTHER = 'v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

describe('the sample for a shell', () => {
  const run = (SIGNATURE: string, body = BODY) => {
    writeFileSync(join(folder, 'body.json'), body);
    const env = { PATH: process.env['PATH'], SECRET, ID: id, TIMESTAMP: timestamp, SIGNATURE };
    return spawnSync('bash', ['--norc', '-c', SHELL_SAMPLE], { cwd: folder, env, encoding: 'utf8' });
  };

  it('takes what is signed, among others too', () => {
    expect(run(signature)).toMatchObject({ status: 0, stdout: 'genuine\n' });
    expect(run(`${ANOTHER} ${signature}`)).toMatchObject({ status: 0 });
  });

  it('takes nothing else', () => {
    expect(run(ANOTHER)).toMatchObject({ status: 1, stdout: 'forged\n' });
    expect(run(signature, BODY.trim())).toMatchObject({ status: 1 });
  });
});

describe('the sample for Node', () => {
  const load = async () => {
    const file = join(folder, 'sample.mjs');
    writeFileSync(file, NODE_SAMPLE);
    return import(pathToFileURL(file).href);
  };
  const headersWith = (given: string, at = timestamp) => ({
    'webhook-id': id,
    'webhook-timestamp': at,
    'webhook-signature': given,
  });

  it('takes what is signed and new, among others too, and nothing else', async () => {
    const { isGenuine } = await load();
    expect(isGenuine(SECRET, headersWith(signature), BODY)).toBe(true);
    expect(isGenuine(SECRET, headersWith(`${ANOTHER} ${signature}`), BODY)).toBe(true);
    expect(isGenuine(SECRET, headersWith(ANOTHER), BODY)).toBe(false);
    expect(isGenuine(SECRET, headersWith('v1,'), BODY)).toBe(false);
    expect(isGenuine(SECRET, headersWith(signature), `${BODY} `)).toBe(false);
    const then = String(Number(timestamp) - 400);
    const headers = headersWith(signWebhook(SECRET, id, then, BODY), then);
    expect(isGenuine(SECRET, headers, BODY)).toBe(false);
  });
});

it('has a message whose body is one', () => {
  const body = MESSAGE_SAMPLE.slice(MESSAGE_SAMPLE.indexOf('\n\n'));
  expect(JSON.parse(body)).toMatchObject({ type: 'created', data: { subject: 'posenet' } });
});

it('is signed as the example of the specification is', () => {
  const body = '{"event_type":"ping","data":{"success":true}}';
  const signed = signWebhook('whsec_plJ3nmyCDGBKInavdOK15jsl', 'msg_loFOjxBNrRLzqYUf', '1731705121', body);
  expect(signed).toBe('v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=');
});
