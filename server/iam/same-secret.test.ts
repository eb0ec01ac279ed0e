import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cookieOf } from '../testing/clients/read-answer.ts';
import { registryClient } from '../testing/clients/registry-client.ts';
import { startGateway, type TestGateway } from '../testing/setup/start-gateway.ts';
import { AnotherSecret, changeSecret, requireSameSecret } from './same-secret.ts';
import { addAccessKey, listAccessKeys } from './signature/access-keys.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

it('lets one of two secrets that come at once be that of the database, and no other from then on', async () => {
  const { store } = gateway;
  await store.deleteFrom('sealing_secret').execute();
  const [one, two] = [randomBytes(32), randomBytes(32)];
  const came = await Promise.allSettled([requireSameSecret(store, one), requireSameSecret(store, two)]);
  expect(came.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);

  const winner = came[0].status === 'fulfilled' ? one : two;
  await requireSameSecret(store, winner);
  await expect(requireSameSecret(store, randomBytes(32))).rejects.toThrow(AnotherSecret);
});

it('is changed on purpose only, with all that was sealed under the one before', async () => {
  const { store, secret } = gateway;
  // Of those of other tests on the same database nothing is left to count.
  await store.deleteFrom('sessions').execute();
  await store.deleteFrom('access_keys').execute();
  const { account, project, project_id, operator, ...people } = await gateway.newProject();
  await addAccessKey(store, secret, operator.user_id);
  const body = { account, user: 'operator', password: 'operator', project };
  const signedIn = await gateway.http('POST', '/api/session', { origin: gateway.url, body });
  const cookie = cookieOf(signedIn);
  expect((await gateway.http('GET', '/api/session', { cookie })).status).toBe(200);

  const next = randomBytes(32);
  const removed = await store.transaction().execute((trx) => changeSecret(trx, next));
  expect(removed).toMatchObject({ sessions: 1n, keys: 1n });
  await requireSameSecret(store, next);
  await expect(requireSameSecret(store, secret)).rejects.toThrow('coppice secret change');
  expect((await gateway.http('GET', '/api/session', { cookie })).status).toBe(401);
  expect(await listAccessKeys(store, account)).toEqual([]);
  // Tokens are kept as hashes, under no secret.
  const registry = registryClient(gateway, { account, project, project_id, operator, ...people });
  expect((await registry.call('GET', '/models')).status).toBe(200);
});
