import { afterAll, describe, expect, it } from 'vitest';
import { isMutating, methodOf, pathOf } from '../testing/clients/ask-route.ts';
import { rawRequest } from '../testing/clients/raw-request.ts';
import { seedProject } from '../testing/fixtures/seed-project.ts';
import { startGateway } from '../testing/setup/start-gateway.ts';

const gateway = await startGateway();
const { people, ids } = await seedProject(gateway);
afterAll(() => gateway.close());

const MEGABYTE = 1024 * 1024;
const SIGN_IN = ['POST /api/session', 'POST /v3/auth/tokens'];
const MANY_IDS = [
  'POST /api/blockers',
  'POST /api/protections/find',
  'POST /api/deletions',
  'POST /api/runs',
  'POST /api/runs/:deletion_id/consent',
  'POST /api/rules/apply',
];

const limitOf = (route: string) => {
  if (SIGN_IN.includes(route)) return 16 * 1024;
  return MANY_IDS.includes(route) ? 10 * MEGABYTE : MEGABYTE;
};
const head = (route: string, ...headers: string[]) =>
  [
    `${route.split(' ', 1)[0]} ${pathOf(route, ids)} HTTP/1.1`,
    `Host: ${new URL(gateway.url).host}`,
    `Origin: ${gateway.url}`,
    `X-Auth-Token: ${people.operator.token}`,
    'Content-Type: application/json',
    'Connection: close',
    ...headers,
    '\r\n',
  ].join('\r\n');

describe('a body over its limit', () => {
  it.each(gateway.routes.filter(isMutating))('is refused by what it says of itself: %s', async (route) => {
    const answer = await rawRequest(gateway.url, head(route, `Content-Length: ${limitOf(route) + 1}`));
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  it.each([...SIGN_IN, 'POST /v1/:project_id/models'])(
    'is refused though it does not say how long it is: %s',
    async (route) => {
      const size = limitOf(route) + 1;
      const chunk = `${size.toString(16)}\r\n${' '.repeat(size)}\r\n`;
      const answer = await rawRequest(gateway.url, head(route, 'Transfer-Encoding: chunked') + chunk);
      expect(answer).toMatch(/^HTTP\/1.1 413 /);
    },
  );
});

describe('a head over its limit', () => {
  it.each([
    ['a long address', `GET /models?search=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`],
    ['a long header', `GET /models HTTP/1.1\r\nHost: localhost\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['many headers', `GET /models HTTP/1.1\r\nHost: localhost\r\n${'X-A: b\r\n'.repeat(4_000)}\r\n`],
  ])('is refused: %s', async (_, request) => {
    expect(await rawRequest(gateway.url, request)).toMatch(/^HTTP\/1.1 431 /);
  });
});

describe('a query over its limits', () => {
  const text = (length: number) => 'x'.repeat(length);
  it.each([
    ['/api/model-groups', { search: text(101) }],
    ['/api/model-groups', { cursor: text(501) }],
    ['/api/model-groups', { limit: '201' }],
    ['/api/model-groups/pose/versions', { limit: '1001' }],
    ['/api/matching-versions', { search: text(101) }],
    ['/api/deletions', { search: text(101) }],
    ['/api/deletions', { name: text(65) }],
    ['/api/deletions', { user: text(65) }],
    ['/api/deletions', { from: '1'.repeat(16) }],
    ['/api/deletions', { limit: '201' }],
    ['/api/deletions/export', { format: 'csv', search: text(101) }],
    [`/v1/${ids.project_id}/models`, { model_name: text(65) }],
    [`/v1/${ids.project_id}/models`, { description: text(101) }],
    [`/v1/${ids.project_id}/models`, { limit: '1001' }],
    [`/v1/${ids.project_id}/models`, { offset: '1000001' }],
    [`/v1/${ids.project_id}/services`, { service_name: text(65) }],
    [`/v1/${ids.project_id}/services`, { model_id: text(65) }],
    ['/v3/projects', { name: text(65) }],
  ])('is refused: %s %j', async (path, query) => {
    const { token } = people.operator;
    const answer = await gateway.http('GET', `${path}?${new URLSearchParams(query)}`, { token });
    expect(answer.status).toBe(400);
  });
});

it.each(gateway.routes.filter((route) => route.includes('/:')))(
  'takes no id that is longer than any: %s',
  async (route) => {
    const { token } = people.operator;
    // A remote registry's names may be longer.
    const first = route.includes(':model_name') ? 256 : 65;
    for (const length of [first, first + 36, 5_000]) {
      const long = Object.fromEntries(Object.keys(ids).map((name) => [name, 'x'.repeat(length)]));
      const { status } = await gateway.http(methodOf(route), pathOf(route, long), { token });
      expect([400, 404, 414]).toContain(status);
    }
  },
);
