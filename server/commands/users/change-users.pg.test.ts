import { describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { openStore } from '../../store/open-store.ts';
import { followEvents } from '../../testing/clients/follow-events.ts';
import { type HttpClient, httpClient } from '../../testing/clients/http-client.ts';
import { cookieOf, tokenOf } from '../../testing/clients/read-answer.ts';
import { ownDatabase, runCoppice, sampleDatabase } from '../../testing/clients/run-coppice.ts';

const isShared = inject('database') === 'postgres';
const OF_SAMPLE = ['--account', 'coppice'];
const IN_DEMO = [...OF_SAMPLE, '--project', 'demo'];

const signIn = async (url: string, http: HttpClient, password = 'operator') => {
  const body = { account: 'coppice', user: 'operator', password, project: 'demo' };
  return http('POST', '/api/session', { origin: url, body });
};

const askForToken = async (http: HttpClient) => {
  const user = { name: 'operator', password: 'operator', domain: { name: 'coppice' } };
  const identity = { methods: ['password'], password: { user } };
  const auth = { identity, scope: { project: { name: 'demo' } } };
  const { headers, body } = await http('POST', '/v3/auth/tokens', { body: { auth } });
  const { token } = z.object({ token: z.object({ project: z.object({ id: z.string() }) }) }).parse(body);
  return { token: tokenOf({ headers }), project_id: token.project.id };
};

describe.runIf(isShared)(
  'coppice user, beside a running gateway of the same database',
  { timeout: 120_000 },
  () => {
    it.each([
      [['remove', 'operator', ...OF_SAMPLE], 'Removed operator of coppice.'],
      [['role', 'operator', ...IN_DEMO, '--role', 'viewer'], 'operator is viewer of demo in coppice now.'],
      [['role', 'operator', ...IN_DEMO, '--role', 'none'], 'operator is no member of demo in coppice now.'],
      [['password', 'operator', ...OF_SAMPLE], 'Changed the password of operator of coppice.'],
      [
        ['add', 'operator', ...IN_DEMO, '--role', 'operator'],
        'Updated operator: operator of demo in coppice.',
      ],
    ])('%j ends what somebody had there at once, and says how much it was', async (words, says) => {
      const env = await sampleDatabase();
      const gateway = runCoppice([], env);
      const url = await gateway.address;
      const http = httpClient(url);
      const cookie = cookieOf(await signIn(url, http));
      const { token, project_id } = await askForToken(http);
      await runCoppice(['key', 'add', 'operator', ...OF_SAMPLE], env).ended;
      const stream = await followEvents(url, { cookie });
      await stream.next('nothing');

      const { code, out, err } = await runCoppice(['user', ...words], env, 'another').ended;
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain(`${says}\nEnded: 1 session, 1 token, 1 access key, 1 event stream.\n`);
      await stream.rest();
      expect((await http('GET', '/api/session', { cookie })).status).toBe(401);
      expect((await http('GET', `/v1/${project_id}/models`, { token })).status).toBe(401);
      const keys = await runCoppice(['key', 'list', ...OF_SAMPLE], env).ended;
      expect(keys.out).toBe('There are none.\n');
      // A role that is less lets them in again, as what they are now.
      const again = await signIn(url, http);
      expect(again.status).toBe(words.includes('viewer') ? 200 : 401);
    });

    it('tells who there is, and ends nothing where nothing is taken away', async () => {
      const env = await ownDatabase();
      const coppice = (words: string[]) => runCoppice(['user', ...words], env, 'secret words').ended;
      const inLab = ['--account', 'acme', '--project', 'lab'];
      expect((await coppice(['list'])).out).toBe('There are none.\n');
      await coppice(['add', 'kim', ...inLab, '--role', 'viewer']);
      await coppice(['add', 'kim', '--account', 'acme', '--project', 'web', '--role', 'operator']);
      await coppice(['add', 'lee', '--account', 'other', '--project', 'lab', '--role', 'viewer']);
      await coppice(['role', 'lee', '--account', 'other', '--project', 'lab', '--role', 'none']);
      await runCoppice(['key', 'add', 'kim', '--account', 'acme'], env).ended;
      const said = [
        await coppice(['role', 'kim', ...inLab, '--role', 'operator']),
        await coppice(['role', 'kim', ...inLab, '--role', 'operator']),
        await coppice(['password', 'kim', '--account', 'acme']),
        await coppice(['add', 'kim', ...inLab, '--role', 'operator']),
        await coppice(['list', '--account', 'acme']),
        await coppice(['list']),
      ];
      expect(said.map(({ out }) => out)).toEqual([
        'kim is operator of lab in acme now.\n',
        'kim is operator of lab in acme already: nothing was changed.\n',
        'kim of acme has this password already: nothing was changed.\n',
        'Updated kim: operator of lab in acme.\n',
        'kim  acme  operator of lab, operator of web  1 access key, 0 sessions  not seen yet\n',
        'kim  acme  operator of lab, operator of web  1 access key, 0 sessions  not seen yet\nlee  other  member of no project  0 access keys, 0 sessions  not seen yet\n',
      ]);
    });

    it('signs somebody out, keeps their keys, and lets them in again', async () => {
      const env = await sampleDatabase();
      const gateway = runCoppice([], env);
      const url = await gateway.address;
      const http = httpClient(url);
      const cookie = cookieOf(await signIn(url, http));
      const key = await runCoppice(['key', 'add', 'operator', ...OF_SAMPLE], env).ended;
      const signOut = () => runCoppice(['user', 'sign-out', 'operator', ...OF_SAMPLE], env).ended;
      expect(await signOut()).toEqual({
        code: 0,
        err: '',
        out: 'Signed operator of coppice out.\nEnded: 1 session, 0 tokens, 0 access keys, 0 event streams.\n',
      });
      expect((await http('GET', '/api/session', { cookie })).status).toBe(401);
      expect((await signOut()).out).toBe('operator of coppice was signed in nowhere.\n');
      const keys = await runCoppice(['key', 'list', ...OF_SAMPLE], env).ended;
      expect(key.out).toContain(keys.out.slice(0, 20));
      expect((await signIn(url, http)).status).toBe(200);
    });

    it('says whom a project and an account miss from now on', async () => {
      const env = await ownDatabase();
      const coppice = (words: string[]) => runCoppice(['user', ...words], env, 'secret words').ended;
      const inLab = ['--account', 'acme', '--project', 'lab'];
      expect((await coppice(['add', 'kim', ...inLab, '--role', 'admin'])).out).toContain('admin of lab');
      expect((await coppice(['role', 'kim', ...inLab, '--role', 'operator'])).out).toMatch(
        /^kim is operator of lab in acme now.\n.*Nobody is an administrator of acme any more: its people/s,
      );
      expect((await coppice(['remove', 'kim', '--account', 'acme'])).out).toMatch(
        /^Removed kim of acme.\n.*Nobody is an operator of lab any more: nothing can be deleted/s,
      );
      const audit = await storedIn(env);
      expect(audit.map(({ kind, actor, subject }) => `${actor}: ${kind} ${subject}`)).toEqual([
        'coppice command: user-added kim',
        'coppice command: user-role-set kim',
        'coppice command: user-removed kim',
      ]);
    });

    it('names what is not there', async () => {
      const env = await sampleDatabase();
      const coppice = (words: string[]) => runCoppice(['user', ...words], env, 'secret words').ended;
      const endings = [
        await coppice(['remove', 'nobody', ...OF_SAMPLE]),
        await coppice(['password', 'operator', '--account', 'nowhere']),
        await coppice(['role', 'operator', ...OF_SAMPLE, '--project', 'lab', '--role', 'viewer']),
      ];
      expect(endings.map(({ code, err }) => [code, err])).toEqual([
        [1, 'There is no user nobody in an account coppice; "coppice user list" shows who there is.\n'],
        [1, 'There is no user operator in an account nowhere; "coppice user list" shows who there is.\n'],
        [1, 'There is no project lab in an account coppice; "coppice project add" makes it.\n'],
      ]);
    });

    it.each([
      [[]],
      [['fire', 'kim']],
      [['list', 'kim']],
      [['remove', 'kim', 'lee', '--account', 'acme']],
      [['remove', '--account', 'acme']],
      [['remove', 'kim']],
      [['role', 'kim', '--account', 'acme', '--project', 'lab', '--role', 'boss']],
      [['add', 'kim', '--account', 'acme', '--project', 'lab', '--role', 'none']],
    ])('says how to write it: %j', async (words) => {
      const { code, err } = await runCoppice(['user', ...words], {}, 'secret words').ended;
      expect([code, err]).toEqual([2, expect.stringContaining('coppice user --help')]);
    });
  },
);

/** What was written down in a database of what happened. */
async function storedIn({ DATABASE_URL: url = '' }: Record<string, string>) {
  const { store, close } = await openStore({ kind: 'postgres', url });
  return store.selectFrom('activities').selectAll().orderBy('activity_id').execute().finally(close);
}

it.runIf(!isShared)(
  'says of a data directory in use who has it, and changes nothing',
  { timeout: 120_000 },
  async () => {
    const env = await sampleDatabase();
    const gateway = runCoppice([], env);
    const url = await gateway.address;
    for (const words of [['remove', 'operator'], ['password', 'operator'], ['list']]) {
      const { code, err } = await runCoppice(['user', ...words, ...OF_SAMPLE], env, 'another').ended;
      expect([code, err]).toEqual([1, expect.stringMatching(/^Another Coppice \(process \d+\) is using /)]);
    }
    expect((await signIn(url, httpClient(url))).status).toBe(200);
  },
);
