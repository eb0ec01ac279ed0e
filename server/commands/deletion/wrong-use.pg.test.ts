import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { commandClient } from '../../testing/clients/command-client.ts';
import { listenLocally } from '../../testing/fakes/listen-locally.ts';
import { SELF_SIGNED } from '../../testing/fakes/self-signed.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
let coppice: ReturnType<typeof commandClient>;
beforeEach(() => {
  coppice = commandClient(ctx);
});

/** What a command says of what went wrong: one line, no stack. */
async function said(words: string[], env: Record<string, string> = {}): Promise<string> {
  const { code, out, err } = await coppice.run(words, env);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/^[^\n]+\n$/);
  return err.trim();
}

/** The address of a server that goes when the test ends. */
async function addressOf(server: Server): Promise<string> {
  onTestFinished(() => {
    server.close();
  });
  return listenLocally(server);
}

const serverThat = (answer: RequestListener) => addressOf(createServer(answer));

describe('a gateway that cannot be asked', () => {
  it('is told as such, with what to do', async () => {
    const gone = createServer();
    const nowhere = await addressOf(gone);
    await new Promise((done) => gone.close(done));
    const at = (COPPICE_GATEWAY: string) => said(['plan', 'pose'], { COPPICE_GATEWAY });
    expect(await at(nowhere)).toMatch(/cannot be reached \(ECONNREFUSED\)\. Check the address/);
    expect(await at('http://nobody.invalid')).toContain(
      'nobody.invalid is a name that nobody knows the address of',
    );
    const page = await serverThat((_request, reply) =>
      reply.setHeader('content-type', 'text/html').end('<p>Hello'),
    );
    expect(await at(page)).toContain('answered with a page (status 200): it is no gateway of Coppice');
    const elsewhere = await serverThat((_request, reply) =>
      reply.writeHead(302, { location: '/login' }).end(),
    );
    expect(await at(elsewhere)).toContain('leads on to /login. Give the address of the gateway itself.');
    const odd = await serverThat((_request, reply) =>
      reply.setHeader('content-type', 'application/json').end('{}'),
    );
    expect(await at(odd)).toContain('cannot be understood. Is it a Coppice of the same version');
  });

  it('is told as such where its certificate is not trusted, or it speaks no TLS', async () => {
    const untrusted = await addressOf(createTlsServer(SELF_SIGNED));
    const at = (COPPICE_GATEWAY: string) => said(['plan', 'pose'], { COPPICE_GATEWAY });
    expect(await at(untrusted.replace('http:', 'https:'))).toMatch(
      /certificate of 127\.0\.0\.1:\d+ is not trusted \(\w+\)\..*NODE_EXTRA_CA_CERTS/,
    );
    expect(await at(ctx.gateway.url.replace('http:', 'https:'))).toMatch(/does not speak https \(\w+\)/);
  });

  it('is told as such where it does not know who asks, or for which project', async () => {
    expect(await said(['plan', 'pose'], { COPPICE_TOKEN: 'none' })).toMatch(
      /does not accept the token: .*Get a new one/,
    );
    expect(await said(['plan', 'pose', '--project', 'lab'])).toMatch(
      /token is for the project workshop \(.*not for lab/,
    );
    const { project_id } = ctx.project;
    expect(await said(['plan', 'pose', '--project', project_id])).toContain('There is no model "pose"');
    expect(await said(['plan', 'pose', '--project', 'workshop'])).toContain('There is no model "pose"');
  });
});

describe('a selector that means nothing', () => {
  it('is told as such, nothing is written, and what is like it is named', async () => {
    await ctx.registry.createMany('posenet', 3);
    const plan = (...words: string[]) => said(['plan', ...words, '--out', coppice.file]);
    expect(await plan('posenex')).toMatch(
      /no model "posenex" in the project workshop, .* There is posenet\./,
    );
    expect(await plan('posenet', 'zebra')).toMatch(/no model "zebra" .* Check how it is written\./);
    expect(await plan('posenet@9.9.9')).toContain(
      'posenet has no version 9.9.9. It has 1.0.2, 1.0.1, 1.0.0.',
    );
    expect(await plan('zebra@1.0.0')).toContain('There is no model "zebra"');
    expect(await plan('POSE*', '--cascade')).toContain('fits "POSE*". Letter case matters');
    // No name of an embedded registry is that long, and its search takes no more.
    expect(await plan(`${'n'.repeat(70)}*`, '--cascade')).toContain('fits "nnn');
    expect(await plan('n'.repeat(70))).toContain('model_name');
    expect(await plan('8c6f6a0e-0000-4000-8000-000000000000')).toContain('neither by name nor by id');
    expect(readdirSync(coppice.folder)).toEqual([]);
  });
});

describe('a file', () => {
  it('that is no plan, or one of another edition, is told as such', async () => {
    const apply = (content: unknown) => {
      coppice.write(content);
      return said(['apply', coppice.file, '--yes']);
    };
    expect(await apply('no JSON')).toContain('is no plan of Coppice. "coppice plan … --out FILE" makes one.');
    expect(await apply({ models: [] })).toContain('is no plan of Coppice');
    expect(await apply({ coppice_plan: 2 })).toContain('is a plan of a newer Coppice: take that one');
    expect(await apply({ coppice_plan: 0 })).toContain('is a plan of an older Coppice: make a new plan');
    expect(await apply({ coppice_plan: 1 })).toMatch(
      /is not as a plan is written \(gateway: .*Make a new one/,
    );
    await ctx.registry.createMany('pose', 2);
    await coppice.plan('pose');
    const file = coppice.read();
    expect(await apply({ ...file, surprise: 1 })).toContain('is not as a plan is written');
    // A token goes to no gateway that only a file names.
    expect(await apply({ ...file, gateway: 'http://127.0.0.1:9' })).toContain(
      'The plan was made through http://127.0.0.1:9',
    );
  });

  it('is not overwritten without --force, and a directory is none', async () => {
    await ctx.registry.createMany('pose', 2);
    coppice.write('mine');
    const words = ['plan', 'pose', '--out', coppice.file];
    expect(await said(words)).toContain(
      'is there already. Choose another name, or overwrite it with --force.',
    );
    await coppice.plan('pose');
    expect(statSync(coppice.file).mode & 0o777).toBe(0o600);
    expect(readdirSync(coppice.folder)).toEqual(['plan.json']);
    mkdirSync(`${coppice.folder}/folder`);
    expect(await said(['plan', 'pose', '-o', `${coppice.folder}/folder`])).toContain('is a directory');
    expect(await said(['apply', `${coppice.folder}/gone`, '--yes'])).toContain(
      'is not there. Check how it is written',
    );
  });

  it('that deletes nothing ends with 3', async () => {
    await ctx.registry.createMany('pose', 1);
    await coppice.plan('pose');
    coppice.write({ ...coppice.read(), plan: { affected: [], cascades: [], calls: [] } });
    const { code, err } = await coppice.run(['apply', coppice.file, '--yes']);
    expect([code, err]).toEqual([3, 'The plan deletes nothing: there is nothing to do.\n']);
  });
});

it.each([
  [['plan'], {}, 'Write: coppice plan SELECTOR…'],
  [['plan', 'pose*'], {}, 'means many names: write --cascade'],
  [['plan', 'pose@1.0.0', '--keep-newest', '1'], {}, 'is one version: --keep-newest is for names'],
  [['plan', 'pose', '--keep-newest', 'all'], {}, 'a number from 1 to 9999; got "all"'],
  [['plan', 'pose', '--json', '-o', '-'], {}, 'both write to standard output'],
  [['plan', 'pose', '--project', ''], {}, '--project is empty'],
  [['plan', 'pose'], { COPPICE_GATEWAY: '' }, 'Say where the gateway is: --gateway URL, or COPPICE_GATEWAY.'],
  [['plan', 'pose', '--gateway', 'ftp://x'], {}, 'The gateway has to be an address like https://'],
  [['plan', 'pose', '--gateway', 'http://me:secret@x'], {}, 'without a user, a password'],
  [['plan', 'pose'], { COPPICE_TOKEN: '' }, 'Say who you are: set COPPICE_TOKEN'],
  [['plan', 'pose'], { COPPICE_TOKEN: 'a b' }, 'COPPICE_TOKEN is no token.'],
  [['plan', 'pose'], { COPPICE_ACCESS_KEY: 'A' }, 'but not both'],
  [['plan', 'pose'], { COPPICE_TOKEN: '', COPPICE_ACCESS_KEY: 'A' }, 'COPPICE_SECRET_KEY is missing.'],
  [['apply'], {}, 'Write: coppice apply FILE'],
  [['apply', 'plan.json'], {}, 'There is nobody here to be asked for consent: write --yes'],
  [['apply', 'plan.json', '--start', 'soon'], {}, '--start has to be now, usual or a time'],
  [['apply', 'plan.json', '--start', '2020-01-01T00:00:00Z'], {}, 'is over: write now'],
  [['apply', 'plan.json', '--start', '2999-01-01T00:00:00Z'], {}, 'is more than a year ahead'],
] satisfies [string[], Record<string, string>, string][])(
  '%j with %j is a mistake',
  async (words, env, why) => {
    const { code, out, err } = await coppice.run(words, env);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(why)]);
    expect(err).toContain(`Run "coppice ${words[0]} --help"`);
  },
);
