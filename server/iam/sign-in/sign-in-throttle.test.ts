import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { errorCode } from '../../testing/clients/http-client.ts';
import { startGateway, type TestGateway, type TestProject } from '../../testing/setup/start-gateway.ts';
import { MAX_REMEMBERED, USERS_PER_ADDRESS } from './sign-in-throttle.ts';

let gateway: TestGateway;
let other: TestGateway;
let strict: TestGateway;
let people: TestProject;

beforeAll(async () => {
  gateway = await startGateway({ signInTries: 3 });
  other = await startGateway({ signInTries: 3, beside: gateway });
  strict = await startGateway({ signInTries: 1, beside: gateway });
});
afterAll(async () => {
  await other.close();
  await strict.close();
  await gateway.close();
});
beforeEach(async () => {
  people = await gateway.newProject();
  await gateway.store.deleteFrom('sign_in_tries').execute();
});

function guess(password: string, { at = gateway, user = 'operator' } = {}) {
  const identity = {
    methods: ['password'],
    password: { user: { name: user, password, domain: { name: people.account } } },
  };
  return at.http('POST', '/v3/auth/tokens', { body: { auth: { identity } } });
}

it('lets nobody guess on, and says how long to wait', async () => {
  expect((await guess('operator')).status).toBe(201);
  for (const word of ['a', 'b', 'c']) expect((await guess(word)).status).toBe(401);

  const refused = await guess('operator');
  expect([refused.status, errorCode(refused)]).toEqual([429, 'APIG.0308']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

  const console = await gateway.http('POST', '/api/session', {
    origin: gateway.url,
    body: { account: people.account, user: 'operator', password: 'operator', project: people.project },
  });
  expect([console.status, errorCode(console)]).toEqual([429, 'Coppice.0004']);
});

it('holds when many guess at once at two gateways', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => guess(`word-${i}`, { at: i % 2 === 0 ? gateway : other })),
  );
  const statuses = answers.map((answer) => answer.status).sort();
  expect(statuses).toEqual([...Array(3).fill(401), ...Array(17).fill(429)]);
});

it('counts each user name by itself', async () => {
  for (const word of ['a', 'b', 'c', 'd']) await guess(word);
  expect((await guess('viewer', { user: 'viewer' })).status).toBe(201);
});

it('ends the guessing of one address at many users, and one at a time does not use that up', async () => {
  for (let i = 0; i < USERS_PER_ADDRESS; i += 1) await guess('wrong', { at: strict });
  const somebodies = Array.from({ length: USERS_PER_ADDRESS - 2 }, (_, i) => `somebody-${i}`);
  for (const name of somebodies) await gateway.addUser(people, 'viewer', name);
  for (const user of ['nobody', ...somebodies])
    expect((await guess('wrong', { at: strict, user })).status).toBe(401);
  expect((await guess('viewer', { at: strict, user: 'viewer' })).status).toBe(429);
});

it('does not count those who are let in', async () => {
  for (let i = 0; i <= USERS_PER_ADDRESS; i += 1) {
    expect((await guess('operator', { at: strict })).status).toBe(201);
  }
  expect(await remembered()).toBe(0);
});

it('is over after its minute, and leaves nothing behind', async () => {
  for (const word of ['a', 'b', 'c', 'd']) await guess(word);
  await guess('wrong', { user: 'viewer' });
  await gateway.store
    .updateTable('sign_in_tries')
    .set({ expires_at: Date.now() - 1 })
    .execute();
  expect((await guess('operator', { at: other })).status).toBe(201);
  expect(await remembered()).toBe(0);
});

it('remembers only so many, the newest of them', async () => {
  await sql`
    insert into sign_in_tries
    select 'hash-' || number, 3, ${Date.now() + 60_000}::bigint - number from generate_series(1, ${MAX_REMEMBERED + 500}::int) as number
  `.execute(gateway.store);
  await guess('wrong');
  expect(await remembered()).toBe(MAX_REMEMBERED);
  const newest = gateway.store.selectFrom('sign_in_tries').where('try_hash', '=', 'hash-1');
  expect(await newest.select('count').executeTakeFirst()).toEqual({ count: 3 });
});

async function remembered(): Promise<number> {
  const { count } = await gateway.store
    .selectFrom('sign_in_tries')
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
