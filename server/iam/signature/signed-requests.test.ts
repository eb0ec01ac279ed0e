import { beforeEach, describe, expect, it } from 'vitest';
import { first } from '../../../core/testing/must.ts';
import { errorCode, type TestResponse } from '../../testing/clients/http-client.ts';
import { cookieOf } from '../../testing/clients/read-answer.ts';
import { type Signable, signingClient } from '../../testing/clients/signing-client.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';
import type { TestUser } from '../../testing/setup/start-gateway.ts';
import { addAccessKey, removeAccessKey } from './access-keys.ts';
import { hashBody, type KeyPair } from './signature.ts';

const ctx = setUpGateway();

const MINUTE_MS = 60_000;

let key: KeyPair;
let signed: ReturnType<typeof signingClient>;

beforeEach(async () => {
  key = await keyOf(ctx.project.operator);
  signed = signingClient(ctx.gateway, key);
});

const keyOf = (user: TestUser) => addAccessKey(ctx.gateway.store, ctx.gateway.secret, user.user_id);
const models = (query = '') => `/v1/${ctx.project.project_id}/models${query}`;
const inProject = () => ({ 'x-project-id': ctx.project.project_id });
const told = (answer: TestResponse) => [answer.status, errorCode(answer)];

const POSE = JSON.stringify({
  model_name: 'pose',
  model_version: '1.0.0',
  model_type: 'Custom',
  source_location: '/bucket/模型',
});

describe('a signed request', () => {
  it('creates, lists, reads and deletes, with a receipt in the name of the user of the key', async () => {
    expect((await signed('POST', models(), { body: POSE })).status).toBe(200);
    const { models: listed } = await ctx.registry.list();
    const id = first(listed).model_id;
    expect((await signed('GET', models(`/${id}`))).body).toMatchObject({ source_location: '/bucket/模型' });
    const deleted = await signed('DELETE', models(`/${id}?cascade=true`));
    expect(deleted.body).toEqual({ delete_success_list: [id], delete_failed_list: [] });

    const receipt = `/api/deletions/${deleted.headers.get('x-coppice-deletion')}`;
    const { body } = await ctx.gateway.http('GET', receipt, { token: ctx.project.operator.token });
    expect(body).toMatchObject({ user_name: 'operator', source: 'api', state: 'ended' });
  });

  it("reads the console's own API too, in the project that X-Project-Id names", async () => {
    const answer = await signed('GET', '/api/model-groups', { headers: inProject() });
    expect(answer.body).toMatchObject({ is_empty_registry: true });
    expect(told(await signed('GET', '/api/model-groups'))).toEqual([401, 'ModelArts.0212']);
  });

  it('lists the projects of the user', async () => {
    const project = { id: ctx.project.project_id, name: ctx.project.project };
    for (const path of ['/v3/auth/projects', '/v3/projects', `/v3/projects?name=${project.name}`]) {
      expect((await signed('GET', path)).body).toMatchObject({ projects: [project] });
    }
    expect((await signed('GET', '/v3/projects?name=other')).body).toMatchObject({ projects: [] });
  });

  it.each(['?model_name=a%20b', '?model_name=a+b', '?model_name=a%2Bb', '?model_name=', '?model_name', '?'])(
    'is known by what its query means, however it is written: %s',
    async (query) => {
      expect((await signed('GET', models(query))).status).toBe(200);
    },
  );

  it('is known by its path as it was sent, escapes and all', async () => {
    for (const id of ['%E6%A8%A1', 'a%2Fb', '%2e%2e%2fmodels', '*~+']) {
      expect(told(await signed('GET', models(`/${id}`)))).toEqual([404, 'ModelArts.3001']);
    }
  });

  it('may come without a body and say so in its own words, and may call nothing JSON', async () => {
    const unsigned = { 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' };
    const answer = await signed('GET', models(), {
      headers: { 'x-sdk-content-sha256': hashBody('') },
    });
    expect(answer.status).toBe(200);
    const json = { 'content-type': 'application/json' };
    expect(told(await signed('DELETE', models('/nothing'), { headers: json }))).toEqual([
      404,
      'ModelArts.3001',
    ]);
    // This client signs the hash, whatever it claims: the gateway believed the claim, and found another signature.
    expect(told(await signed('GET', models(), { headers: unsigned }))).toEqual([403, 'ModelArts.0206']);
  });

  it('may be up to 15 minutes old, or ahead', async () => {
    for (const age of [-14, 0, 14]) {
      expect((await signed('GET', models(), { at: Date.now() - age * MINUTE_MS })).status).toBe(200);
    }
  });

  it('needs no Origin, and is judged by its signature, not by the session beside it', async () => {
    const { url, http } = ctx.gateway;
    const { account, project } = ctx.project;
    const body = { account, project, user: 'operator', password: 'operator' };
    const session = await http('POST', '/api/session', { origin: url, body });
    const cookie = cookieOf(session);
    const withCookie = { headers: { cookie } };
    expect(told(await signed('DELETE', models('/nothing'), withCookie))).toEqual([404, 'ModelArts.3001']);
    const forged = signingClient(ctx.gateway, { ...key, secret_key: 'wrong' });
    expect(told(await forged('GET', models(), withCookie))).toEqual([403, 'ModelArts.0206']);
  });
});

describe('a signature', () => {
  const withHeaders = (more: Record<string, string>): Signable => ({
    tamper: (sent) => ({ ...sent, headers: { ...sent.headers, ...more } }),
  });

  it.each<[string, Signable, string]>([
    ['malformed', withHeaders({ authorization: 'SDK-HMAC-SHA256 Access=' }), 'well-formed'],
    ['16 minutes old', { at: Date.now() - 16 * MINUTE_MS }, '15 minutes'],
    ['16 minutes ahead', { at: Date.now() + 16 * MINUTE_MS }, '15 minutes'],
    ['dated otherwise', withHeaders({ 'x-sdk-date': new Date().toUTCString() }), 'X-Sdk-Date'],
    [
      'of a header that changed',
      { headers: { 'if-match': '"1"' }, ...withHeaders({ 'if-match': '"2"' }) },
      'does not match',
    ],
    ['of another query', { tamper: (sent) => ({ ...sent, path: `${sent.path}?limit=1` }) }, 'does not match'],
    [
      'with a hash that is not the body’s',
      { headers: { 'x-sdk-content-sha256': 'a'.repeat(64) } },
      'Content-Sha256',
    ],
    [
      'of a header that is not sent',
      {
        headers: { 'x-extra': '1' },
        tamper: ({ headers: { 'x-extra': _, ...headers }, ...sent }) => ({ ...sent, headers }),
      },
      'x-extra',
    ],
    [
      'without the host',
      { tamper: (sent) => ({ ...sent, headers: renamed(sent.headers, 'host;', '') }) },
      'host',
    ],
    ['with a project that is not signed', withHeaders({ 'x-project-id': 'any' }), 'x-project-id'],
    ['on a condition that is not signed', withHeaders({ 'if-match': '"1"' }), 'if-match'],
    ['for a receipt that is not signed', withHeaders({ 'x-coppice-deletion': 'any' }), 'x-coppice-deletion'],
  ])('is refused when it is %s', async (_, signable, why) => {
    const answer = await signed('GET', models(), signable);
    expect(told(answer)).toEqual([403, 'ModelArts.0206']);
    expect(answer.body).toMatchObject({ error_msg: expect.stringContaining(why) });
  });

  it('is refused over another body, and when it leaves the body out', async () => {
    const other = {
      body: POSE,
      tamper: (sent: { body: string | undefined; path: string; headers: Record<string, string> }) => ({
        ...sent,
        body: POSE.replace('pose', 'nose'),
      }),
    };
    expect(told(await signed('POST', models(), other))).toEqual([403, 'ModelArts.0206']);
    const unsigned = { body: POSE, headers: { 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' } };
    expect(told(await signed('POST', models(), unsigned))).toEqual([403, 'ModelArts.0206']);
    expect((await ctx.registry.list()).total_count).toBe(0);
  });

  it('is refused under another secret key, or for a key that nobody has', async () => {
    const wrong = signingClient(ctx.gateway, { ...key, secret_key: key.secret_key.toLowerCase() });
    const unknown = signingClient(ctx.gateway, { ...key, access_key: 'NOBODYSACCESSKEY0000' });
    expect(told(await wrong('GET', models()))).toEqual([403, 'ModelArts.0206']);
    const answer = await unknown('GET', models());
    expect(answer.body).toMatchObject({ error_msg: 'There is no access key NOBODYSACCESSKEY0000.' });
    const projects = await wrong('GET', '/v3/auth/projects');
    expect(projects.body).toMatchObject({ error: { code: 403, title: 'Forbidden' } });
  });

  it('is judged before the body is looked into, and over no more of it than the route takes', async () => {
    const forged = signingClient(ctx.gateway, { ...key, secret_key: 'wrong' });
    expect(told(await forged('POST', models(), { body: '{' }))).toEqual([403, 'ModelArts.0206']);
    expect(told(await signed('POST', models(), { body: '{' }))).toEqual([400, 'ModelArts.0101']);
    const large = JSON.stringify('x'.repeat(1_100_000));
    expect((await signed('POST', models(), { body: large })).status).toBe(413);
  });
});

it('deletes on the condition and for the receipt that were signed, and nothing by those that were not', async () => {
  const id = await ctx.registry.create('pose', '1.0.0');
  const stale = { headers: { 'if-match': '"stale"' } };
  const refused = await signed('DELETE', models(`/${id}?cascade=true`), stale);
  expect(told(refused)).toEqual([412, 'Coppice.0009']);
  const added = { 'x-coppice-deletion': 'another' };
  const tamper = (sent: { path: string; headers: Record<string, string>; body: string | undefined }) => ({
    ...sent,
    headers: { ...sent.headers, ...added },
  });
  expect(told(await signed('DELETE', models(`/${id}`), { tamper }))).toEqual([403, 'ModelArts.0206']);
  expect((await ctx.registry.list()).total_count).toBe(1);
});

describe('an access key', () => {
  it('opens the projects of its user, and no others', async () => {
    const stranger = await ctx.gateway.newProject();
    const elsewhere = `/v1/${stranger.project_id}/models`;
    expect(told(await signed('GET', elsewhere))).toEqual([403, 'ModelArts.0210']);
    expect(told(await signed('GET', '/v1/nowhere/models'))).toEqual([403, 'ModelArts.0210']);
    const other = { headers: { 'x-project-id': stranger.project_id } };
    expect(told(await signed('GET', models(), other))).toEqual([403, 'ModelArts.0210']);
    expect(told(await signed('GET', '/api/deletions', other))).toEqual([403, 'ModelArts.0210']);
  });

  it('allows what the role of its user allows', async () => {
    const viewer = signingClient(ctx.gateway, await keyOf(ctx.project.viewer));
    expect((await viewer('GET', models())).status).toBe(200);
    expect(told(await viewer('POST', models(), { body: POSE }))).toEqual([403, 'ModelArts.0108']);
  });

  it('opens nothing after it is removed, or after its user has left the project', async () => {
    await ctx.gateway.store
      .deleteFrom('memberships')
      .where('user_id', '=', ctx.project.operator.user_id)
      .execute();
    expect(told(await signed('GET', models()))).toEqual([403, 'ModelArts.0210']);
    await removeAccessKey(ctx.gateway.store, ctx.project.operator.user_id, key.access_key);
    expect(told(await signed('GET', models()))).toEqual([403, 'ModelArts.0206']);
  });

  it('is kept sealed, and cannot be used where it was sealed under another secret', async () => {
    const rows = await ctx.gateway.store.selectFrom('access_keys').selectAll().execute();
    expect(JSON.stringify(rows)).toContain(key.access_key);
    expect(JSON.stringify(rows)).not.toContain(key.secret_key);
    const foreign = await addAccessKey(ctx.gateway.store, Buffer.alloc(32), ctx.project.operator.user_id);
    const answer = await signingClient(ctx.gateway, foreign)('GET', models());
    expect(told(answer)).toEqual([403, 'ModelArts.0206']);
    expect(answer.body).toMatchObject({ error_msg: expect.stringContaining('another secret') });
  });
});

function renamed(headers: Record<string, string>, from: string, to: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(from, to)]));
}
