import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { DELETION_HEADER } from '../../core/console-api/deletions/receipts.ts';
import { must, nth } from '../../core/testing/must.ts';
import { methodOf } from '../testing/clients/ask-route.ts';
import { type SeededProject, seedProject } from '../testing/fixtures/seed-project.ts';
import { startGateway } from '../testing/setup/start-gateway.ts';

const gateway = await startGateway();
afterAll(() => gateway.close());

/** Streams go on for ever, and the documentation is made by a library. */
const routes = gateway.routes.filter(
  (route) => / \/(v1|v3|api)\//.test(route) && !/\/api\/(events|docs)/.test(route),
);

/** Text that a header can hold; what it cannot is not HTTP, and Node's own parser refuses it. */
const word = fc.oneof(
  fc.string({
    unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)),
    maxLength: 80,
  }),
  fc.constantFrom('true', '0', '-1', '1e9', 'null', '*', '"a"', 'a,b'),
);
const text = fc.oneof(
  word,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom('', '..', '%', '\0'),
);
const request = fc.record({
  params: fc.array(text, { minLength: 3, maxLength: 3 }),
  isMine: fc.boolean(),
  query: fc.dictionary(
    fc.oneof(
      text,
      fc.constantFrom('cascade', 'limit', 'offset', 'search', 'cursor', 'names', 'format', 'from'),
    ),
    text,
    { maxKeys: 4 },
  ),
  headers: fc.dictionary(
    fc.constantFrom(
      'if-match',
      DELETION_HEADER,
      'accept',
      'accept-encoding',
      'x-request-id',
      'range',
      'x-project-id',
    ),
    word,
  ),
  type: fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'odd'),
  body: fc.oneof(
    fc.json(),
    text,
    fc
      .record({ model_ids: fc.anything(), plan: fc.anything(), ending: fc.anything(), auth: fc.anything() })
      .map((value) => JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part))),
  ),
});
type Fuzzed = typeof request extends fc.Arbitrary<infer T> ? T : never;

/** Sends what is odd to a route, in the name of somebody who may do everything. */
async function send(route: string, { people, ids }: SeededProject, odd: Fuzzed): Promise<number> {
  const [method, pattern] = [methodOf(route), nth(route.split(' '), 1)];
  const values = [...odd.params];
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = must(values.pop());
    return name === 'project_id' || odd.isMine ? pick(ids, name) : encodeURIComponent(value.toWellFormed());
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(odd.query))
    query.append(name.toWellFormed(), value.toWellFormed());
  const hasBody = method !== 'GET';
  const headers = { ...odd.headers, 'x-auth-token': people.operator.token, origin: gateway.url };
  const answer = await fetch(`${gateway.url}${path}?${query}`, {
    method,
    headers: { ...headers, ...(hasBody && { 'content-type': odd.type }) },
    ...(hasBody && { body: odd.body }),
  });
  await answer.text();
  return answer.status;
}

function pick(ids: Readonly<Record<string, string>>, name: string): string {
  return ids[name] ?? 'none';
}

describe('whatever is asked', () => {
  it.each(routes)('the gateway does not fail: %s', async (route) => {
    const furnished = await seedProject(gateway);
    await fc.assert(
      fc.asyncProperty(request, async (odd) => {
        expect(await send(route, furnished, odd)).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });
});
