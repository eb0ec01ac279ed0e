import { sql } from 'kysely';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { buildApp } from '../app.ts';
import { openTestStore } from '../testing/setup/open-test-store.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let written = '';
const write = (line: string) => {
  written += line;
};
const { store, listen, jobs, close } = await openTestStore('any');
const app = await buildApp({
  store,
  listen,
  jobs,
  secret: Buffer.alloc(32),
  consoleDirectory: '/nowhere',
  logger: { level: 'info', stream: { write } },
});
app.get('/refused-row', () => sql`insert into accounts values (null, ${'hush-1'})`.execute(store));
app.get('/refused-value', () => sql`select ${'hush-2'}::text::int`.execute(store));
afterAll(async () => {
  await app.close();
  await close();
});
beforeEach(() => {
  written = '';
});

const lines = () =>
  written
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

it.each([
  ['/api/about', 200],
  ['/api/session', 401],
  ['/nowhere', 404],
  ['/v1/%ff/models', 400],
  ['/v3/auth/projects', 401],
  ['/api/docs/json', 200],
  ['/metrics', 200],
])('names every answer by the id of its request: %s', async (url, status) => {
  const given = await app.inject({ url, headers: { 'x-request-id': 'caller-7' } });
  expect([given.statusCode, given.headers['x-request-id']]).toEqual([status, 'caller-7']);
  const made = await app.inject({ url });
  expect(made.headers['x-request-id']).toMatch(UUID);
});

it.each(['', 'a b', 'x'.repeat(65), 'tab\there', '{"level":60}', 'é', 'two, of them'])(
  'makes an id of its own where the one that comes is not safe: %j',
  async (given) => {
    const { headers } = await app.inject({ url: '/api/about', headers: { 'x-request-id': given } });
    expect(headers['x-request-id']).toMatch(UUID);
  },
);

it('writes one line a request, whatever its address and headers hold', async () => {
  const injected = '\n{"level":60,"msg":"injected"}\r\n\u0085\u2028';
  await app.inject({
    url: `/v1/${encodeURIComponent(injected)}/models?name=${encodeURIComponent(injected)}`,
    headers: { 'user-agent': injected, 'x-request-id': injected, host: injected },
  });
  expect(lines()).toMatchObject([
    {
      msg: 'request',
      method: 'GET',
      route: '/v1/:project_id/models',
      status: 421,
      request_id: expect.any(String),
    },
  ]);
  expect(written).not.toContain('injected');
});

it('says nothing of those who only look whether it is well', async () => {
  for (const url of ['/healthz', '/readyz', '/metrics']) await app.inject({ url });
  expect(written).toBe('');
});

it.each([
  ['/refused-row', '23502'],
  ['/refused-value', '22P02'],
])('tells why a statement failed, and not what it was given: %s', async (url, code) => {
  expect((await app.inject({ url })).statusCode).toBe(500);
  expect(lines()).toMatchObject([
    { level: 50, err: { code, stack: expect.stringMatching(/ at /) } },
    { status: 500 },
  ]);
  expect(written).not.toContain('hush');
});
