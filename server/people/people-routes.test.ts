import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_KEYS, MadeKey, People } from '../../core/console-api/access/people.ts';
import { must } from '../../core/testing/must.ts';
import { addAccessKey } from '../iam/signature/access-keys.ts';
import { createUser } from '../iam/users/create-user.ts';
import { followEvents } from '../testing/clients/follow-events.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { cookieOf } from '../testing/clients/read-answer.ts';
import { signingClient } from '../testing/clients/signing-client.ts';
import { openSession } from '../testing/fixtures/seed-project.ts';
import {
  startGateway,
  type TestGateway,
  type TestProject,
  type TestUser,
} from '../testing/setup/start-gateway.ts';

/** What nobody waits for is written soon. */
const SOON = { timeout: 20_000 };

let gateway: TestGateway;
let project: TestProject;
let admin: TestUser;
/** Whom the administrator changes. */
let kim: TestUser;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  project = await gateway.newProject();
  admin = await gateway.addUser(project, 'admin', 'admin');
  kim = await gateway.addUser(project, 'operator', 'kim');
});

const asAdmin = (method: string, path: string, body?: unknown) =>
  gateway.http(method, path, { token: admin.token, ...(body !== undefined && { body }) });
const about = (user: TestUser, what = '') => `/api/people/${user.user_id}${what}`;
const list = async () => People.parse((await asAdmin('GET', '/api/people')).body);
const personOf = async (name: string) =>
  must((await list()).people.find(({ user_name }) => user_name === name));
const inWorkshop = (role: string) => ({ project_id: project.project_id, role });
const newcomer = () => ({ user_name: 'lee', password: 'a long password', ...inWorkshop('viewer') });

const signIn = (user: string, password: string, name = project.project) => {
  const body = { account: project.account, user, password, project: name };
  return gateway.http('POST', '/api/session', { origin: gateway.url, body });
};

/** What was written down of what was done to the account's people, oldest first. */
const audit = () =>
  gateway.store
    .selectFrom('activities')
    .where('account_id', '=', project.account_id)
    .where('kind', '<>', 'signed-in')
    .select(['kind', 'actor', 'subject', 'count', 'facts', 'project_id'])
    .orderBy('activity_id')
    .execute();

/** Every route about people, with a right body; `key` is one of Kim's. */
const ROUTES: [method: string, path: (key: string) => string, body?: () => unknown][] = [
  ['GET', () => '/api/people'],
  ['POST', () => '/api/people', newcomer],
  ['PUT', () => about(kim, '/role'), () => inWorkshop('viewer')],
  ['PUT', () => about(kim, '/password'), () => ({ password: 'another password' })],
  ['DELETE', () => about(kim, '/sessions')],
  ['POST', () => about(kim, '/keys')],
  ['DELETE', (key) => about(kim, `/keys/${key}`)],
  ['DELETE', () => about(kim)],
];

describe.each(ROUTES)('%s %s', (method, path, body) => {
  it('is for administrators of the account, and nobody else', async () => {
    const { access_key } = await addAccessKey(gateway.store, gateway.secret, kim.user_id);
    const ask = (token?: string) =>
      gateway.http(method, path(access_key), { ...(token && { token }), ...(body && { body: body() }) });
    const before = await gateway.store.selectFrom('users').selectAll().execute();
    for (const { token } of [project.viewer, project.operator]) {
      const { status, ...answer } = await ask(token);
      expect([status, errorCode({ status, ...answer })]).toEqual([403, 'ModelArts.0108']);
    }
    expect((await ask()).status).toBe(401);
    expect(await gateway.store.selectFrom('users').selectAll().execute()).toHaveLength(before.length);

    const elsewhere = await gateway.newProject();
    const stranger = await gateway.addUser(elsewhere, 'admin', 'admin');
    const strange = await ask(stranger.token);
    if (path(access_key) === '/api/people' && method === 'GET') {
      expect(JSON.stringify(strange.body)).not.toContain('kim');
    } else {
      expect([strange.status, errorCode(strange)]).toEqual([404, 'Coppice.0006']);
    }
    expect((await ask(admin.token)).status).toBeLessThan(300);
  });
});

describe('the people of an account', () => {
  it('are told by name, with what each may do, and what each has', async () => {
    const key = await addAccessKey(gateway.store, gateway.secret, kim.user_id);
    await openSession(gateway, project, kim);
    const { people, projects } = await list();
    expect(people.map(({ user_name }) => user_name)).toEqual(['admin', 'kim', 'operator', 'viewer']);
    expect(projects).toEqual([{ project_id: project.project_id, project_name: 'workshop' }]);
    expect(await personOf('kim')).toMatchObject({
      user_id: kim.user_id,
      roles: [{ project_name: 'workshop', role: 'operator' }],
      sessions: 1,
      tokens: 1,
      keys: [{ access_key: key.access_key, last_used_at: null }],
      runs: 0,
    });
    expect(JSON.stringify(people)).not.toContain(key.secret_key);
  });

  it('are told when they and their keys were last used, soon after', async () => {
    const key = await addAccessKey(gateway.store, gateway.secret, kim.user_id);
    const models = `/v1/${project.project_id}/models`;
    expect((await signingClient(gateway, key)('GET', models)).status).toBe(200);
    await expect
      .poll(async () => {
        const { seen_at, keys } = await personOf('kim');
        return [seen_at, keys[0]?.last_used_at].map((at) => typeof at);
      }, SOON)
      .toEqual(['number', 'number']);
  });

  it('grow by who is added, who can sign in at once', async () => {
    const added = await asAdmin('POST', '/api/people', newcomer());
    expect(added.status).toBe(201);
    const session = await signIn('lee', 'a long password');
    expect(session.body).toMatchObject({ user: { name: 'lee' }, role: 'viewer' });
    expect(await audit()).toEqual([
      {
        kind: 'user-added',
        actor: 'admin',
        subject: 'lee',
        count: 1,
        project_id: null,
        facts: { project: 'workshop', role: 'viewer' },
      },
    ]);
  });

  it('are not changed by adding somebody of the same name, and of two at once one is refused', async () => {
    const taken = await asAdmin('POST', '/api/people', { ...newcomer(), user_name: 'kim' });
    expect([taken.status, errorCode(taken)]).toEqual([409, 'Coppice.0023']);
    const answers = await Promise.all([1, 2, 3].map(() => asAdmin('POST', '/api/people', newcomer())));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect((await signIn('kim', 'kim')).status).toBe(200);
  });

  it.each([
    ['a short password', { password: 'short' }],
    ['no name', { user_name: '  ' }],
    ['a role that is none', { role: 'none' }],
    ['a role that nobody has', { role: 'boss' }],
  ])('cannot be added with %s', async (_, wrong) => {
    const { status } = await asAdmin('POST', '/api/people', { ...newcomer(), ...wrong });
    expect(status).toBe(400);
  });

  it('are of no project of another account', async () => {
    const { project_id } = await gateway.newProject();
    const added = await asAdmin('POST', '/api/people', { ...newcomer(), project_id });
    const set = await asAdmin('PUT', about(kim, '/role'), { project_id, role: 'admin' });
    expect([added.status, set.status]).toEqual([404, 404]);
  });
});

/** What lets Kim in: a session with a stream, a token and a key. */
async function letKimIn() {
  const cookie = `coppice_session=${await openSession(gateway, project, kim)}`;
  const key = await addAccessKey(gateway.store, gateway.secret, kim.user_id);
  const stream = await followEvents(gateway.url, { cookie });
  await stream.next('nothing');
  const models = `/v1/${project.project_id}/models`;
  const ask = async () => {
    const answers = [
      await gateway.http('GET', '/api/session', { cookie }),
      await gateway.http('GET', models, { token: kim.token }),
      await signingClient(gateway, key)('GET', models),
    ];
    return answers.map(({ status }) => status);
  };
  expect(await ask()).toEqual([200, 200, 200]);
  return { ask, stream };
}

describe('what somebody may do', () => {
  it('ends at once where it is less, everywhere, and is written down', async () => {
    const { ask, stream } = await letKimIn();
    const set = await asAdmin('PUT', about(kim, '/role'), inWorkshop('viewer'));
    expect(set.body).toEqual({ sessions: 1, tokens: 1, keys: 1, abandoned: [] });
    await stream.rest();
    expect(await ask()).toEqual([401, 401, 403]);
    expect(await audit()).toMatchObject([
      {
        kind: 'user-role-set',
        subject: 'kim',
        facts: { project: 'workshop', role_before: 'operator', role: 'viewer' },
      },
    ]);
    expect((await signIn('kim', 'kim')).body).toMatchObject({ role: 'viewer' });
  });

  it('ends nothing where it is more, and counts at once', async () => {
    const { ask } = await letKimIn();
    expect((await asAdmin('PUT', about(kim, '/role'), inWorkshop('admin'))).status).toBe(200);
    expect(await ask()).toEqual([200, 200, 200]);
    expect((await gateway.http('GET', '/api/people', { token: kim.token })).status).toBe(200);
  });

  it('is told by the token API as it is', async () => {
    const user = { name: 'admin', password: 'admin', domain: { name: project.account } };
    const identity = { methods: ['password'], password: { user } };
    const auth = { identity, scope: { project: { name: 'workshop' } } };
    const { body } = await gateway.http('POST', '/v3/auth/tokens', { body: { auth } });
    expect(body).toMatchObject({ token: { roles: [{ id: 'admin', name: 'admin' }] } });
  });

  it('may be set in another project of the account, which they can sign in to then', async () => {
    const names = { account: project.account, project: 'annex', user: 'admin' };
    const annex = await gateway.store
      .transaction()
      .execute((trx) => createUser(trx, { ...names, role: 'viewer', password_hash: 'none' }));
    // That gave the administrator a password that nobody has, and ended what they had.
    const lee = await gateway.addUser(project, 'admin', 'lee');
    const set = await gateway.http('PUT', about(kim, '/role'), {
      token: lee.token,
      body: { project_id: annex.project_id, role: 'viewer' },
    });
    expect(set.status).toBe(200);
    expect((await signIn('kim', 'kim', 'annex')).body).toMatchObject({ role: 'viewer' });
    const none = { project_id: annex.project_id, role: 'none' };
    await gateway.http('PUT', about(kim, '/role'), { token: lee.token, body: none });
    expect((await signIn('kim', 'kim', 'annex')).status).toBe(401);
  });

  it('says in which project nobody can delete any more', async () => {
    const names = { account: project.account, project: 'annex' };
    const { user_id } = await gateway.addUser({ ...project, ...names }, 'operator', 'lee');
    const { projects } = await list();
    const { project_id } = must(projects.find(({ project_name }) => project_name === 'annex'));
    const set = await asAdmin('PUT', `/api/people/${user_id}/role`, { project_id, role: 'viewer' });
    expect(set.body).toMatchObject({ abandoned: ['annex'] });
  });
});

describe('the last administrator of an account', () => {
  const ways: [string, (user: TestUser, token: string) => ReturnType<typeof gateway.http>][] = [
    ['removed', (user, token) => gateway.http('DELETE', about(user), { token })],
    [
      'made less',
      (user, token) => gateway.http('PUT', about(user, '/role'), { token, body: inWorkshop('operator') }),
    ],
  ];

  it.each(ways)('cannot be %s, and nothing is changed', async (_, act) => {
    const refused = await act(admin, admin.token);
    expect([refused.status, errorCode(refused)]).toEqual([409, 'Coppice.0021']);
    expect((await list()).people).toHaveLength(4);
    expect(await audit()).toEqual([]);
    // With another one beside, they may go.
    const lee = await gateway.addUser(project, 'admin', 'lee');
    expect((await act(admin, lee.token)).status).toBe(200);
  });

  it('stays, when two take it from each other at once', async () => {
    const lee = await gateway.addUser(project, 'admin', 'lee');
    const remove = (user: TestUser, by: TestUser) => gateway.http('DELETE', about(user), { token: by.token });
    const answers = await Promise.all([remove(lee, admin), remove(admin, lee)]);
    // Whoever comes second is refused, or is no longer let in.
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = await gateway.store
      .selectFrom('memberships')
      .where('project_id', '=', project.project_id)
      .where('role', '=', 'admin')
      .select('user_id')
      .execute();
    expect(left).toHaveLength(1);
  });
});

describe('an administrator', () => {
  it('gives somebody a new password, which ends what they had; the same one ends nothing', async () => {
    const { ask, stream } = await letKimIn();
    const password = 'another password';
    const set = await asAdmin('PUT', about(kim, '/password'), { password });
    expect(set.body).toEqual({ sessions: 1, tokens: 1, keys: 1, abandoned: [] });
    await stream.rest();
    expect(await ask()).toEqual([401, 401, 403]);
    expect([(await signIn('kim', 'kim')).status, (await signIn('kim', password)).status]).toEqual([401, 200]);
    const again = await asAdmin('PUT', about(kim, '/password'), { password });
    expect(again.body).toEqual({ sessions: 0, tokens: 0, keys: 0, abandoned: [] });
    expect((await audit()).map(({ kind }) => kind)).toEqual(['user-password-set']);
  });

  it('ends what somebody signed in to, but not their keys, and lets them in again', async () => {
    const { ask, stream } = await letKimIn();
    const ended = await asAdmin('DELETE', about(kim, '/sessions'));
    expect(ended.body).toEqual({ sessions: 1, tokens: 1, keys: 0, abandoned: [] });
    await stream.rest();
    expect(await ask()).toEqual([401, 401, 200]);
    expect((await signIn('kim', 'kim')).status).toBe(200);
    expect(await audit()).toMatchObject([{ kind: 'sessions-ended', subject: 'kim', count: 2 }]);
  });

  it('removes somebody, who can do nothing any more', async () => {
    const { ask, stream } = await letKimIn();
    expect((await asAdmin('DELETE', about(kim))).body).toMatchObject({ sessions: 1, tokens: 1, keys: 1 });
    await stream.rest();
    expect(await ask()).toEqual([401, 401, 403]);
    expect((await signIn('kim', 'kim')).status).toBe(401);
    expect((await asAdmin('DELETE', about(kim))).status).toBe(404);
    expect(await audit()).toMatchObject([{ kind: 'user-removed', actor: 'admin', subject: 'kim' }]);
  });

  it('makes and removes access keys, of which nobody has very many', async () => {
    const made = MadeKey.parse((await asAdmin('POST', about(kim, '/keys'))).body);
    const models = `/v1/${project.project_id}/models`;
    expect((await signingClient(gateway, made)('GET', models)).status).toBe(200);
    const path = about(kim, `/keys/${made.access_key}`);
    // Of this person, and of nobody else.
    const wrong = about({ ...kim, user_id: project.viewer.user_id }, `/keys/${made.access_key}`);
    expect((await asAdmin('DELETE', wrong)).status).toBe(404);
    expect([(await asAdmin('DELETE', path)).status, (await asAdmin('DELETE', path)).status]).toEqual([
      204, 404,
    ]);
    expect((await signingClient(gateway, made)('GET', models)).status).toBe(403);
    expect(await audit()).toMatchObject([
      { kind: 'key-made', subject: 'kim', facts: { access_key: made.access_key } },
      { kind: 'key-removed', subject: 'kim', facts: { access_key: made.access_key } },
    ]);
    const many = Array.from({ length: MAX_KEYS + 3 }, () => asAdmin('POST', about(kim, '/keys')));
    const statuses = (await Promise.all(many)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(MAX_KEYS);
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
  });

  it('is one only where they are signed in as one', async () => {
    const lee = await gateway.addUser({ ...project, project: 'annex' }, 'admin', 'viewer');
    expect((await gateway.http('GET', '/api/people', { token: lee.token })).status).toBe(200);
    const cookie = cookieOf(await signIn('viewer', 'viewer'));
    expect((await gateway.http('GET', '/api/people', { cookie })).status).toBe(403);
  });
});
