import { afterAll, describe, expect, it } from 'vitest';
import { askRoute, isAboutPeople, isMutating } from '../testing/clients/ask-route.ts';
import { allOf, openSession, seedProject } from '../testing/fixtures/seed-project.ts';
import { startGateway } from '../testing/setup/start-gateway.ts';

const gateway = await startGateway();
afterAll(() => gateway.close());

/**
 * Tokens are asked for with a password and answered in a header, which no other site can read, and revoked with a token,
 * which no other site has; the cookie is nothing to either.
 */
const BY_TOKEN: ReadonlySet<string> = new Set(['POST /v3/auth/tokens', 'DELETE /v3/auth/tokens']);
const mutating = gateway.routes.filter((route) => isMutating(route) && !BY_TOKEN.has(route));

const { port } = new URL(gateway.url);
const FOREIGN: [string, Record<string, string>][] = [
  ['no Origin', {}],
  ['a null Origin', { origin: 'null' }],
  ['another host', { origin: 'https://elsewhere.example' }],
  ['another port', { origin: 'http://127.0.0.1:1' }],
  ['a host that begins like ours', { origin: `http://127.0.0.1:${port}.elsewhere.example` }],
  ['our host by another scheme', { origin: `https://127.0.0.1:${port}` }],
  ['ours as a user name', { origin: `http://127.0.0.1:${port}@elsewhere.example` }],
  [
    'another, whose Referer is ours',
    { origin: 'https://elsewhere.example', referer: `${gateway.url}/models` },
  ],
];

/** The types that a form can be sent with, or a script can send without being allowed to. */
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'];

async function victim(who: 'operator' | 'admin' = 'operator') {
  const furnished = await seedProject(gateway);
  const { people, admin } = furnished;
  const session = await openSession(gateway, people, who === 'admin' ? admin : people.operator);
  return { ...furnished, cookie: `coppice_session=${session}` };
}

describe('another site, in a browser that is signed in here,', () => {
  it.each(mutating)('changes nothing, and the own pages may: %s', async (route) => {
    const { cookie, ...furnished } = await victim(isAboutPeople(route) ? 'admin' : 'operator');
    const before = await allOf(gateway, furnished.people);
    for (const [, headers] of FOREIGN) {
      const { status, text } = await askRoute(gateway, route, furnished, { ...headers, cookie });
      expect([status, text]).toEqual([403, expect.stringContaining('Coppice.0001')]);
    }
    expect(await allOf(gateway, furnished.people)).toEqual(before);
    const own = await askRoute(gateway, route, furnished, { cookie, origin: gateway.url });
    expect(own.status).toBeLessThan(300);
  });

  it('cannot come by another scheme than the request came to the proxy that is trusted', async () => {
    const { cookie, ...furnished } = await victim();
    const session = cookie.replace('coppice_session', '__Host-coppice_session');
    const end = async (page: 'http' | 'https', came: 'http' | 'https') => {
      const headers = {
        'x-forwarded-proto': came,
        origin: gateway.url.replace('http', page),
        cookie: session,
      };
      return askRoute(gateway, 'DELETE /api/session', furnished, headers);
    };
    const [plainPage, plainRequest] = [await end('http', 'https'), await end('https', 'http')];
    expect([plainPage.status, plainRequest.status]).toEqual([403, 403]);
    expect(plainRequest.text).toMatch(
      /Coppice.0001.*page came by https, and it came by http\. .*TRUST_PROXY/,
    );
    expect((await end('https', 'https')).status).toBe(204);
  });

  it.each(FORMS)('cannot sign its visitor in by a form: %s', async (type) => {
    const { people } = await victim();
    const { account, project } = people;
    const body = JSON.stringify({ account, project, user: 'viewer', password: 'viewer' });
    const headers = { 'content-type': type };
    const answer = await gateway.http('POST', '/api/session', { body, headers, origin: 'null' });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  });

  it.each(FORMS)('cannot have a form taken for JSON, even from our own origin: %s', async (type) => {
    const { cookie, ids } = await victim();
    const body =
      '{"model_name":"planted","model_version":"1.0.0","model_type":"Custom","source_location":"/x"}';
    const headers = { 'content-type': type };
    const path = `/v1/${ids.project_id}/models`;
    const answer = await gateway.http('POST', path, { body, headers, cookie, origin: gateway.url });
    expect([400, 415]).toContain(answer.status);
  });

  it('is told by no answer that it may read it', async () => {
    const { cookie } = await victim();
    const origin = 'https://elsewhere.example';
    const ask = {
      'access-control-request-method': 'DELETE',
      'access-control-request-headers': 'x-auth-token',
    };
    const answers = [
      await gateway.http('OPTIONS', '/api/session', { origin, headers: ask }),
      await gateway.http('GET', '/api/session', { origin, cookie }),
    ];
    for (const { headers } of answers) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });

  it('finds nothing that a link or a picture could change: no address is changed by GET', () => {
    const names = gateway.routes.filter((route) => !isMutating(route)).join(' ');
    expect(names).not.toMatch(/delete|end|alive|verify|create|remove/);
  });
});

it('is no concern of a request with a token, which no other site can make a browser send', async () => {
  const { people, ids } = await victim();
  const { token } = people.operator;
  const answer = await gateway.http('DELETE', `/v1/${ids.project_id}/models/${ids.model_id}`, { token });
  expect(answer.status).toBe(200);
});
