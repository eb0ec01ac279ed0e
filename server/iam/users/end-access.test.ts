import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { readReceipt } from '../../receipts/reading/read-receipt.ts';
import { LISTENER_NAME } from '../../store/listen.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { followEvents } from '../../testing/clients/follow-events.ts';
import { headerOf } from '../../testing/clients/read-answer.ts';
import { registryClient } from '../../testing/clients/registry-client.ts';
import { signingClient } from '../../testing/clients/signing-client.ts';
import { openSession } from '../../testing/fixtures/seed-project.ts';
import { startGateway, type TestGateway, type TestProject } from '../../testing/setup/start-gateway.ts';
import { admit } from '../admit.ts';
import { localAuthenticator } from '../sign-in/authenticator.ts';
import { addAccessKey } from '../signature/access-keys.ts';
import { issueToken } from '../tokens/tokens.ts';
import { createUser } from './create-user.ts';
import { deleteUser } from './delete-user.ts';
import type { Ended } from './end-access.ts';
import { hashFor, setPassword } from './set-password.ts';
import { setRole } from './set-role.ts';
import { withStreams } from './streams-ended.ts';

/** Longer than any test: what ends before has not ended by itself. In ms. */
const NO_SIGN_OF_LIFE = 600_000;

let gateway: TestGateway;
/** Of the same database, where there can be another. */
let other: TestGateway;
let project: TestProject;

beforeAll(async () => {
  gateway = await startGateway({ signOfLife: NO_SIGN_OF_LIFE });
  const isShared = inject('database') === 'postgres';
  other = isShared ? await startGateway({ beside: gateway, signOfLife: NO_SIGN_OF_LIFE }) : gateway;
});
afterAll(async () => {
  if (other !== gateway) await other.close();
  await gateway.close();
});
beforeEach(async () => {
  project = await gateway.newProject();
});

/** Everything that can let the operator in: two sessions, three tokens, a key, and three streams by some of them. */
async function comeInEveryWay() {
  const { store, secret } = gateway;
  const { user_id, token } = project.operator;
  const [first, second] = [
    `coppice_session=${await openSession(gateway, project, project.operator)}`,
    `coppice_session=${await openSession(gateway, project, project.operator)}`,
  ];
  const elsewhere = await issueToken(store, { user_id, project_id: project.project_id });
  const unscoped = await issueToken(store, { user_id, project_id: null });
  const key = await addAccessKey(store, secret, user_id);
  const streams = [
    await followEvents(gateway.url, { cookie: first }),
    await followEvents(other.url, { cookie: first }),
    await followEvents(other.url, { 'x-auth-token': elsewhere.token }),
  ];
  for (const stream of streams) await stream.next('nothing');
  const models = `/v1/${project.project_id}/models`;
  /** How each is answered, on either gateway. */
  const ask = async () => {
    const answers = [
      await gateway.http('GET', '/api/session', { cookie: first }),
      await other.http('GET', '/api/session', { cookie: second }),
      await gateway.http('GET', models, { token }),
      await other.http('GET', models, { token: elsewhere.token }),
      await other.http('GET', '/v3/auth/projects', { token: unscoped.token }),
      await signingClient(other, key)('GET', models),
    ];
    return answers.map(({ status }) => status);
  };
  return { ask, streams };
}

const ALL_GOOD = [200, 200, 200, 200, 200, 200];
/** No such token, and no such key. */
const ALL_ENDED = [401, 401, 401, 401, 401, 403];

/** Does something to the operator. */
const change = <T extends { ended: Ended | undefined }>(
  act: (trx: StoreTransaction, user_id: string) => Promise<T>,
) => {
  const { user_id } = project.operator;
  return withStreams(gateway, user_id, () => gateway.store.transaction().execute((trx) => act(trx, user_id)));
};

const hashOf = (password: string) => hashFor(gateway.store, project.operator.user_id, password);
const setTo = async (password: string) => {
  const password_hash = await hashOf(password);
  return change(async (trx, user_id) => ({ ended: await setPassword(trx, user_id, password_hash) }));
};
const roleTo = (role: 'operator' | 'viewer' | 'none') =>
  change((trx, user_id) => setRole(trx, user_id, { id: project.project_id, name: project.project }, role));
const addedAgain = async (role: 'operator' | 'viewer') => {
  const { account, project: name } = project;
  const person = { account, project: name, user: 'operator', password_hash: await hashOf('operator'), role };
  return change((trx) => createUser(trx, person));
};

describe('somebody who was let in in every way', () => {
  it.each([
    ['is removed', () => change(deleteUser)],
    ['gets a new password', () => setTo('another')],
    ['is a viewer from now on', () => roleTo('viewer')],
    ['is no member from now on', () => roleTo('none')],
    ['is added again, as less than before', () => addedAgain('viewer')],
  ])('has nothing of it any more once they are or do this, on any gateway: %s', async (_, act) => {
    const { ask, streams } = await comeInEveryWay();
    expect(await ask()).toEqual(ALL_GOOD);
    const done = await act();
    expect(done.ended).toEqual({ sessions: 2, tokens: 3, keys: 1 });
    expect([done.streams, done.silent]).toEqual([3, 0]);
    expect(await ask()).toEqual(ALL_ENDED);
    for (const stream of streams) await stream.rest();
  });

  it.each([
    ['the password that they have is set again', () => setTo('operator')],
    ['the role that they have is set again', () => roleTo('operator')],
    ['they are added again as they are', () => addedAgain('operator')],
  ])('keeps all of it when %s', async (_, act) => {
    const { ask } = await comeInEveryWay();
    expect(await act()).toMatchObject({ ended: undefined, streams: 0, silent: 0 });
    expect(await ask()).toEqual(ALL_GOOD);
  });

  it('is not joined in it by anybody else', async () => {
    const { account, project: name, viewer } = project;
    const lee = { account, project: name, user: 'lee', password_hash: '', role: 'operator' } as const;
    const { user_id } = await gateway.store.transaction().execute((trx) => createUser(trx, lee));
    const { token } = await issueToken(gateway.store, { user_id, project_id: project.project_id });
    const theirs = await followEvents(other.url, { 'x-auth-token': viewer.token });
    await theirs.next('nothing');
    expect(await change(deleteUser)).toMatchObject({ abandoned: [], streams: 0 });
    await registryClient(other, project, { name: 'lee', user_id, token }).create('pose', '1.0.0');
    expect((await theirs.next('models')).names).toEqual(['pose']);
  });
});

describe('a password that is another one by the time it was checked', () => {
  const credentials = () => ({
    account: project.account,
    user: 'operator',
    password: 'operator',
    project: null,
  });

  it('lets nobody in', async () => {
    const person = await localAuthenticator(gateway.store).identify(credentials());
    await setTo('another');
    expect(person && (await admit(gateway.store, person, 'console'))).toBeUndefined();
  });

  it.runIf(inject('database') === 'postgres')('lets nobody in while it is being changed', async () => {
    const { store } = gateway;
    const person = await localAuthenticator(store).identify(credentials());
    const password_hash = await hashOf('another');
    let admitted: Promise<unknown> = Promise.resolve('nobody asked');
    await store.transaction().execute(async (trx) => {
      await setPassword(trx, project.operator.user_id, password_hash);
      admitted = person ? admit(store, person, 'console') : admitted;
      await Promise.race([admitted, somebodyWaits()]);
    });
    expect(await admitted).toBeUndefined();
  });

  it('nor does a token that ended meanwhile, by which another is asked for', async () => {
    const { token } = project.operator;
    const person = await localAuthenticator(gateway.store).identify({ token, project: null });
    await change(deleteUser);
    expect(person && (await admit(gateway.store, person, 'console'))).toBeUndefined();
  });
});

it.runIf(inject('database') === 'postgres')(
  'says of how many gateways it is not known what ended',
  async () => {
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(gateway.store);
    const url = new URL(inject('postgresTemplate'));
    url.pathname = `/${rows[0]?.name}`;
    const mute = new pg.Client({ connectionString: url.href, application_name: LISTENER_NAME });
    await mute.connect();
    const done = await change(deleteUser).finally(() => mute.end());
    expect(done).toMatchObject({ streams: 0, silent: 1 });
  },
);

describe('a role', () => {
  it('that is more than before ends nothing, and counts at once', async () => {
    const { user_id, token } = project.viewer;
    const named = { id: project.project_id, name: project.project };
    const set = await gateway.store.transaction().execute((trx) => setRole(trx, user_id, named, 'operator'));
    expect(set).toEqual({ before: 'viewer', ended: undefined, abandoned: [] });
    const registry = registryClient(gateway, project, project.viewer);
    expect(await registry.remove(await registry.create('pose', '1.0.0'))).toMatchObject({
      delete_failed_list: [],
    });
    expect(token).toBe(project.viewer.token);
  });

  it("of a project's last operator leaves a project behind that is said", async () => {
    expect(await roleTo('viewer')).toMatchObject({ before: 'operator', abandoned: ['workshop'] });
    const next = await gateway.newProject();
    project = next;
    expect(await change(deleteUser)).toMatchObject({ abandoned: ['workshop'] });
  });
});

it('leaves the name of who was removed on their receipts', async () => {
  const registry = registryClient(gateway, project);
  const id = await registry.create('pose', '1.0.0');
  const answer = await registry.call('DELETE', `/models/${id}?cascade=false`);
  await change(deleteUser);
  const deletion_id = headerOf(answer, DELETION_HEADER);
  const receipt = await readReceipt(gateway.store, project.project_id, deletion_id);
  expect(receipt).toMatchObject({ user_name: 'operator' });
  expect(reportReceipt(receipt).counts).toMatchObject({ deleted: 1 });
});

/** Until a statement waits for what another transaction holds. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    `.execute(gateway.store);
    if (rows.length > 0) return;
  }
}
