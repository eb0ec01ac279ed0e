import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startGateway } from '../testing/setup/start-gateway.ts';

const consoleDirectory = mkdtempSync(join(tmpdir(), 'coppice-console-'));
mkdirSync(join(consoleDirectory, 'assets'));
writeFileSync(join(consoleDirectory, 'index.html'), '<title>Coppice</title>');
writeFileSync(join(consoleDirectory, 'assets/main-1234.js'), 'export {};');
const gateway = await startGateway({ consoleDirectory });
afterAll(async () => {
  await gateway.close();
  rmSync(consoleDirectory, { recursive: true });
});

const POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "object-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
];

it.each([
  ['a page of the console', '/models', 200],
  ['its script', '/assets/main-1234.js', 200],
  ['the description of the API', '/api/docs/', 200],
  ['the script of that', '/api/docs/static/swagger-ui-bundle.js', 200],
  ['an answer', '/api/about', 200],
  ['a refusal', '/api/session', 401],
  ['what is not there', '/assets/gone.js', 404],
  ['an address that cannot be read', '/models?x=%00', 400],
  ['figures', '/metrics', 200],
])('allows no script but the own ones and no frame around it: %s', async (_, path, status) => {
  const answer = await gateway.http('GET', path, { headers: { accept: 'text/html' } });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-security-policy')?.split(';')).toEqual(POLICY);
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
});
