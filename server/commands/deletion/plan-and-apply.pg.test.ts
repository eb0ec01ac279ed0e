import { statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addAccessKey } from '../../iam/signature/access-keys.ts';
import { importModels } from '../../import/import-models.ts';
import { commandClient } from '../../testing/clients/command-client.ts';
import { protectionClient } from '../../testing/clients/protection-client.ts';
import { runClient } from '../../testing/clients/run-client.ts';
import type { Running } from '../../testing/clients/run-coppice.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
let coppice: ReturnType<typeof commandClient>;
beforeEach(() => {
  coppice = commandClient(ctx);
});

const left = async (name: string) =>
  (await ctx.registry.list(`model_name=${name}&exact_match=true`)).total_count;
const events = (out: string): Record<string, unknown>[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const receiptOf = (out: string) => /\/deletions\/([\w-]+)/.exec(out)?.[1] ?? 'none';

/** Once a run is held for a moment: its id. */
function heldRun({ process: { stdout } }: Running): Promise<string> {
  return new Promise((done) => {
    let told = '';
    stdout?.on('data', (text: string) => {
      told += text;
      if (told.includes('"held"')) done(receiptOf(told));
    });
  });
}

describe('a plan that is carried out', () => {
  it('is shown, written down, applied, and has a receipt like any other', async () => {
    const ids = await ctx.registry.createMany('pose', 23);
    await ctx.registry.deploy('voice', [ids[3] ?? 'none']);
    const shown = await coppice.plan('pose', '--cascade');
    expect(shown).toMatch(/^Delete 22 of 23 versions of pose\n/);
    expect(shown).toMatch(
      /Will be refused \(1\)\n {2}pose {2}1 version.*\n {4}1\.0\.3 {2}in use by voice \(/,
    );
    expect(shown).toMatch(/23 = 22 will be deleted \+ 1 will be refused/);
    expect(shown).toMatch(/calls\. This cannot be undone\./);
    expect(statSync(coppice.file).mode & 0o777).toBe(0o600);
    expect(coppice.read()).toMatchObject({
      coppice_plan: 1,
      gateway: ctx.gateway.url,
      project_id: ctx.project.project_id,
      made_at: expect.stringMatching(/^\d{4}-.*Z$/),
      plan: { cascades: ['pose'] },
    });
    expect(await left('pose')).toBe(23);

    const { code, out, err } = await coppice.apply();
    expect(code).toBe(5);
    expect(out).toMatch(/Refused \(1\)\n.*\n {4}1\.0\.3 {2}ModelArts\.3009: /);
    expect(out).toMatch(/23 = 22 deleted \+ 1 refused/);
    expect(err).toContain('Will be refused (1)');
    const receipt = await runClient(ctx).read(receiptOf(out));
    expect(receipt).toMatchObject({ ending: 'completed', source: 'console', user_name: 'operator' });
    expect(out).toContain(`Receipt: ${ctx.gateway.url}/deletions/${receipt.deletion_id}`);
    expect(await left('pose')).toBe(1);
  });

  it('ends with 0 when all is deleted, and tells a program each step', async () => {
    await ctx.registry.createMany('pose', 3);
    await coppice.plan('pose', '--cascade');
    const { code, out } = await coppice.apply('--json');
    const told = events(out);
    expect(code).toBe(0);
    expect(told[0]).toMatchObject({ event: 'begun', receipt: expect.stringContaining(ctx.gateway.url) });
    expect(told.slice(1, -1).map(({ event }) => event)).not.toContain('ended');
    expect(told.at(-1)).toMatchObject({
      event: 'ended',
      ending: 'completed',
      result: 'all',
      counts: { deleted: 3, failed: 0, left: 0, unknown: 0 },
      versions: [{ model_version: '1.0.0', outcome: 'deleted' }, {}, {}],
    });
  });

  it('is signed with an access key as well', async () => {
    const { gateway, project, registry } = ctx;
    await registry.createMany('pose', 2);
    const key = await addAccessKey(gateway.store, gateway.secret, project.operator.user_id);
    const env = {
      COPPICE_TOKEN: '',
      COPPICE_ACCESS_KEY: key.access_key,
      COPPICE_SECRET_KEY: key.secret_key,
      COPPICE_PROJECT: 'workshop',
    };
    const planned = await coppice.run(['plan', 'po*', '--cascade', '-o', coppice.file], env);
    expect([planned.code, planned.out]).toEqual([0, expect.stringContaining('po*: 1 name')]);
    const applied = await coppice.run(['apply', coppice.file, '--yes', '--start', 'now'], env);
    expect([applied.code, await left('pose')]).toEqual([0, 0]);
    const wrong = await coppice.run(['plan', 'pose'], { ...env, COPPICE_SECRET_KEY: 'x'.repeat(40) });
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('does not accept the access key')]);
    const nowhere = await coppice.run(['plan', 'pose'], { ...env, COPPICE_PROJECT: 'lab' });
    expect([nowhere.code, nowhere.err]).toEqual([
      1,
      expect.stringMatching(/no project lab\. .*there is workshop \(/),
    ]);
  });

  it('leaves alone what is protected, says by whom and why, and takes what is protected since for a change', async () => {
    const [first, second] = await ctx.registry.createMany('pose', 3);
    const guard = protectionClient(ctx);
    await guard.protect({ model_id: first }, 'golden');
    const shown = await coppice.plan('pose', '--cascade');
    expect(shown).toMatch(/^Delete 2 of 3 versions of pose\n/);
    expect(shown).toMatch(/Protected: left alone \(1\)\n.*\n {4}1\.0\.0 {2}protected by operator: golden/);
    expect(shown).toMatch(/3 = 2 will be deleted \+ 1 protected/);
    await guard.protect({ model_id: second }, 'cited');
    const changed = await coppice.apply();
    expect([changed.code, changed.err]).toEqual([
      4,
      expect.stringContaining('! pose 1.0.1 is protected by operator: cited'),
    ]);
    await guard.lift({ model_id: second });
    const applied = await coppice.apply();
    expect([applied.code, await left('pose')]).toEqual([0, 1]);
    const nothing = await coppice.run(['plan', 'pose', '--cascade']);
    expect([nothing.code, nothing.out]).toEqual([3, expect.stringContaining('Nothing would be deleted.')]);
  });

  it('is begun by nobody who may only look', async () => {
    await ctx.registry.createMany('pose', 2);
    const env = { COPPICE_TOKEN: ctx.project.viewer.token };
    expect((await coppice.run(['plan', 'pose', '--out', coppice.file], env)).code).toBe(0);
    const { code, err } = await coppice.run(['apply', coppice.file, '--yes'], env);
    expect([code, err]).toEqual([1, expect.stringContaining('Ask for the role of an operator')]);
    expect(await left('pose')).toBe(2);
  });

  it('is left to the gateway when it is not to be followed', async () => {
    await ctx.registry.createMany('pose', 2);
    await coppice.plan('pose', '--cascade');
    const { code, out, err } = await coppice.apply('--detach');
    expect([code, out]).toEqual([0, '']);
    await runClient(ctx).until(receiptOf(err), 'over');
    expect(await left('pose')).toBe(0);
  });
});

describe('what a plan is made of', () => {
  it('is the newest version of a name, one by its number, or one by its id', async () => {
    const [first = 'none'] = await ctx.registry.createMany('pose', 3);
    expect(await coppice.plan('pose')).toMatch(
      /Delete 1 of 3 versions of pose\n\n.*\n {2}pose.*\n {4}1\.0\.2\n/,
    );
    expect(await coppice.plan('pose@1.0.1')).toMatch(/\n {4}1\.0\.1\n/);
    expect(await coppice.plan(first)).toMatch(/\n {4}1\.0\.0\n/);
    expect(await coppice.plan(first, 'pose', 'pose@1.0.2')).toMatch(/\n {4}1\.0\.0, 1\.0\.2\n/);
    expect(coppice.read()).toMatchObject({ plan: { cascades: [], affected: [{}, {}] } });
  });

  it('is what a pattern fits, without the newest and without what is in use', async () => {
    const ids = await ctx.registry.createMany('nightly-a', 4);
    await ctx.registry.createMany('nightly-b', 3);
    await ctx.registry.createMany('release', 3);
    await ctx.registry.deploy('voice', [ids[0] ?? 'none']);
    const shown = await coppice.plan('nightly-*', '--keep-newest', '2', '--keep-in-use');
    expect(shown).toContain('nightly-*: 2 names');
    expect(shown).toContain('Delete 2 of 7 versions of 2 names');
    expect(shown).toMatch(/Kept \(5\)\n {2}nightly-a {2}3 versions.*\n {4}1\.0\.0, 1\.0\.2, 1\.0\.3\n/);
    expect(shown).toContain('7 = 2 will be deleted + 5 kept');
    expect((await coppice.apply()).code).toBe(0);
    expect(await Promise.all(['nightly-a', 'nightly-b', 'release'].map(left))).toEqual([3, 2, 3]);
  });

  it('is told to a program with all versions and what becomes of them', async () => {
    const [, used = 'none'] = await ctx.registry.createMany('pose', 3);
    await ctx.registry.deploy('voice', [used]);
    const { code, out, err } = await coppice.run(['plan', 'pose', '--keep-newest', '1', '--json']);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      coppice_plan: 1,
      project_id: ctx.project.project_id,
      matched: [],
      sum: { total: 3, delete: 1, blocked: 1, kept: 1 },
      calls: 2,
      cascades: [],
      versions: [
        { model_version: '1.0.0', becomes: 'delete' },
        { model_version: '1.0.1', becomes: 'blocked', services: [{ service_name: 'voice' }] },
        { model_version: '1.0.2', becomes: 'kept' },
      ],
      not_whole: [],
      unreadable: 0,
      services_trouble: null,
    });
  });

  it('is of names in any script, and as long as they may be, signed as well', async () => {
    const { gateway, project } = ctx;
    const names = ['姿态-识别', 'n'.repeat(64)];
    const rows = names.map((model_name) => {
      return { model_name, model_version: '1.0.0', model_type: 'Custom', source_location: '/bucket/model' };
    });
    await importModels(gateway.store, project, Readable.from([JSON.stringify(rows)]));
    const { access_key, secret_key } = await addAccessKey(
      gateway.store,
      gateway.secret,
      project.operator.user_id,
    );
    const key = { COPPICE_TOKEN: '', COPPICE_ACCESS_KEY: access_key, COPPICE_SECRET_KEY: secret_key };
    const words = ['plan', '姿*别', 'n'.repeat(64), '--cascade', '--out', coppice.file];
    const { code, out } = await coppice.run(words, key);
    expect([code, out]).toEqual([0, expect.stringContaining(`  姿态-识别${' '.repeat(55)}  1 version`)]);
    expect((await coppice.apply()).code).toBe(0);
    expect((await ctx.registry.list()).total_count).toBe(0);
  });

  it('goes through a pipe from one to the other', async () => {
    await ctx.registry.createMany('pose', 2);
    const planned = await coppice.run(['plan', 'pose', '--cascade', '-o', '-']);
    expect([planned.code, planned.err]).toEqual([
      0,
      expect.stringContaining('Delete 2 of 2 versions of pose'),
    ]);
    const words = ['apply', '-', '--yes', '--start', 'now'];
    expect((await coppice.run(words, {}, planned.out)).code).toBe(0);
    expect(await left('pose')).toBe(0);
  });

  it('is nothing when all is kept: then nothing is written', async () => {
    await ctx.registry.createMany('pose', 2);
    const words = ['plan', 'pose', '--keep-newest', '5', '--out', coppice.file];
    const { code, out } = await coppice.run(words);
    expect([code, out]).toEqual([
      3,
      expect.stringMatching(/^Nothing would be deleted\.\n(?:.*\n)+2 kept\n$/),
    ]);
    expect(() => statSync(coppice.file)).toThrow('ENOENT');
  });
});

describe('a plan whose registry changed since', () => {
  it.each([
    [
      'a version is gone',
      async ([first = 'none']: string[]) => void (await ctx.registry.remove(first)),
      '- pose 1.0.0 is gone',
    ],
    [
      'one was added',
      async () => void (await ctx.registry.create('pose', '9.9.9')),
      '+ pose 9.9.9 was added',
    ],
    [
      'a service came',
      async ([first = 'none']: string[]) => void (await ctx.registry.deploy('voice', [first])),
      '~ pose 1.0.0: will be deleted, but now will be refused (in use by voice (',
    ],
  ])('is refused where %s, and it is said what is different', async (_what, change, line) => {
    const ids = await ctx.registry.createMany('pose', 3);
    await coppice.plan('pose', '--cascade');
    await change(ids);
    const before = await left('pose');
    const { code, out, err } = await coppice.apply();
    expect([code, out, err]).toEqual([4, '', expect.stringContaining(`  ${line}`)]);
    const json = await coppice.apply('--json');
    expect([json.code, events(json.out)]).toEqual([4, [expect.objectContaining({ event: 'changed' })]]);
    expect(await left('pose')).toBe(before);
    const { body } = await runClient(ctx).ask('GET', '/api/runs');
    expect(body).toEqual({ runs: [] });
  });

  it('is carried out all the same where a version came that it leaves alone', async () => {
    await ctx.registry.createMany('pose', 3);
    await coppice.plan('pose', '--keep-newest', '1');
    await ctx.registry.create('pose', '9.9.9');
    expect((await coppice.apply()).code).toBe(0);
    expect(await left('pose')).toBe(2);
  });
});

describe('a run that is followed', () => {
  it('is stopped by Ctrl+C, and taken back while it is held', async () => {
    await ctx.registry.createMany('pose', 3);
    await coppice.plan('pose', '--cascade');
    const running = coppice.begin(['apply', coppice.file, '--yes', '--json']);
    await heldRun(running);
    running.process.kill('SIGINT');
    const { code, out, err } = await running.ended;
    expect([code, err]).toEqual([5, expect.stringContaining('Ctrl+C once more')]);
    expect(events(out).at(-1)).toMatchObject({ event: 'ended', ending: 'cancelled', counts: { left: 3 } });
    expect(await left('pose')).toBe(3);
  });

  it('is left to the gateway by Ctrl+C twice', async () => {
    await ctx.registry.createMany('pose', 2);
    await coppice.plan('pose', '--cascade');
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const running = coppice.begin(['apply', coppice.file, '--yes', '--start', at]);
    running.process.stderr?.on('data', (text: string) => {
      if (text.includes('Begins at')) {
        running.process.kill('SIGINT');
        running.process.kill('SIGINT');
      }
      if (text.includes('Stopping')) running.process.kill('SIGINT');
    });
    const { code, err } = await running.ended;
    expect([code, err]).toEqual([130, expect.stringMatching(/It goes on in the gateway: .*\/deletions\//)]);
  });

  it('that asks something is left waiting where nobody is at a terminal, and it is said how to answer', async () => {
    await ctx.registry.createMany('pose', 3);
    await coppice.plan('pose', '--cascade');
    const running = coppice.begin(['apply', coppice.file, '--yes', '--json']);
    const begun = await heldRun(running);
    await ctx.registry.create('pose', '9.9.9');
    expect(await runClient(ctx).does(begun, 'send-now')).toBe(204);
    const { code, out, err } = await running.ended;
    expect([code, err]).toEqual([
      6,
      expect.stringMatching(/pose has versions .*9\.9\.9.*{"decision":"go-on"}/),
    ]);
    const { question, receipt } = events(out).at(-1) ?? {};
    expect(question).toMatchObject({ name: 'pose', added: [{ model_version: '9.9.9' }] });
    const id = receiptOf(String(receipt));
    expect(await runClient(ctx).does(id, 'answer', { decision: 'stop' })).toBe(204);
    await vi.waitFor(async () => expect((await runClient(ctx).read(id)).ending).toBe('stopped'));
    expect(await left('pose')).toBe(4);
  });
});
