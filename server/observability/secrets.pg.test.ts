import { expect, inject, it } from 'vitest';
import * as z from 'zod';
import { Receipt } from '../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../../core/console-api/deletions/receipts.ts';
import { nth } from '../../core/testing/must.ts';
import { readSecret } from '../iam/secret.ts';
import { hashPassword } from '../iam/sign-in/passwords.ts';
import { addAccessKey } from '../iam/signature/access-keys.ts';
import { createUser } from '../iam/users/create-user.ts';
import { openStore } from '../store/open-store.ts';
import { httpClient } from '../testing/clients/http-client.ts';
import { cookieOf, headerOf, tokenOf } from '../testing/clients/read-answer.ts';
import { ownDatabase, runCoppice } from '../testing/clients/run-coppice.ts';
import { signingClient } from '../testing/clients/signing-client.ts';

const PASSWORD = 'hush-the-password';
const SEALED_UNDER = 'hush-what-all-is-sealed-under';
const PERSON = { account: 'acme', user: 'kim', project: 'lab' };
const AUTH = {
  identity: {
    methods: ['password'],
    password: { user: { name: 'kim', password: PASSWORD, domain: { name: 'acme' } } },
  },
  scope: { project: { name: 'lab' } },
};
const Issued = z.object({ token: z.object({ project: z.object({ id: z.string() }) }) });
const Created = z.object({ model_id: z.string() });

it('tells no secret in its log or its figures, and names each call on its receipt as in its log', {
  timeout: 120_000,
}, async () => {
  const env: Record<string, string> = { ...(await ownDatabase()), COPPICE_SECRET: SEALED_UNDER };
  const key = await addOperator(env);
  const gateway = runCoppice([], env);
  const url = await gateway.address;
  const http = httpClient(url);

  const signedIn = await http('POST', '/api/session', {
    origin: url,
    body: { ...PERSON, password: PASSWORD },
  });
  const cookie = cookieOf(signedIn);
  await http('POST', '/api/session', { origin: url, body: { ...PERSON, password: 'hush-a-wrong-one' } });
  const issued = await http('POST', '/v3/auth/tokens', { body: { auth: AUTH } });
  const token = tokenOf(issued);
  const project_id = Issued.parse(issued.body).token.project.id;
  const models = `/v1/${project_id}/models`;
  const model = { model_name: 'pose', model_version: '1.0.0', model_type: 'Custom', source_location: '/b/m' };
  const { model_id } = Created.parse((await http('POST', models, { token, body: model })).body);
  const signed = signingClient({ url, http }, key);
  const headers = { 'x-request-id': 'night-shift.42' };
  const deleted = await signed('DELETE', `${models}/${model_id}?cascade=false`, { headers });
  const deletion_id = headerOf(deleted, DELETION_HEADER);
  const receipt = Receipt.parse((await http('GET', `/api/deletions/${deletion_id}`, { cookie })).body);
  const answers = [
    await http('GET', '/api/session', { cookie }),
    await http('GET', `/api/model-groups?search=hush-the-search`, { cookie }),
    await http('GET', models, { token: 'hush-no-token' }),
    await http('GET', `/hush/${token}?token=${token}`),
    await http('DELETE', `/v1/${project_id}/models/${token}?cascade=false`, { token }),
    await http('POST', models, { token, body: `{"model_name": "hush-malformed` }),
    await http('GET', models, { headers: { authorization: 'SDK-HMAC-SHA256 Access=hush-forged' } }),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 401, 404, 404, 400, 403]);
  const figures = String((await http('GET', '/metrics')).body);
  gateway.process.kill('SIGTERM');
  const { out, err } = await gateway.ended;

  const secrets = [PASSWORD, SEALED_UNDER, key.secret_key, token, nth(cookie.split('='), 1), 'hush'];
  expect(secrets.map((secret) => secret.length > 0)).not.toContain(false);
  for (const secret of [...secrets, 'SDK-HMAC', ':password@', env['DATABASE_URL'] || 'postgresql://']) {
    expect(out).not.toContain(secret);
    expect(err).not.toContain(secret);
    expect(figures).not.toContain(secret);
  }
  for (const name of ['kim', 'acme', 'lab', 'pose', project_id, model_id]) {
    expect(figures).not.toMatch(new RegExp(`\\b${name}\\b`));
  }
  expect(figures).toContain('coppice_deletions_total{outcome="deleted"} 1\n');
  expect(/^coppice_database_connections \d/m.test(figures)).toBe(inject('database') === 'postgres');

  expect(receipt.calls.map((call) => call.request_id)).toEqual(['night-shift.42']);
  const lines = out.split('\n').filter((line) => line.includes('night-shift.42'));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      method: 'DELETE',
      route: '/v1/:project_id/models/:model_id',
      status: 200,
      project_id,
      ms: expect.any(Number),
    },
  ]);
});

/** Adds kim, an operator, with an access key, before a gateway has the database. */
async function addOperator({ DATABASE_URL, COPPICE_DATA = '' }: Record<string, string>) {
  const { store, close } = await openStore(
    DATABASE_URL ? { kind: 'postgres', url: DATABASE_URL } : { kind: 'directory', directory: COPPICE_DATA },
  );
  const person = { ...PERSON, password_hash: await hashPassword(PASSWORD), role: 'operator' } as const;
  const { user_id } = await store.transaction().execute((trx) => createUser(trx, person));
  const key = await addAccessKey(store, readSecret(SEALED_UNDER, COPPICE_DATA), user_id);
  await close();
  return key;
}
