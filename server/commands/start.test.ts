import { once } from 'node:events';
import { statSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { followEvents } from '../testing/clients/follow-events.ts';
import { httpClient } from '../testing/clients/http-client.ts';
import { cookieOf, tokenOf } from '../testing/clients/read-answer.ts';
import { newDatabase, ownDatabase, runCoppice, sampleDatabase } from '../testing/clients/run-coppice.ts';

const SAMPLE_SIGN_IN = {
  auth: {
    identity: {
      methods: ['password'],
      password: { user: { name: 'operator', password: 'operator', domain: { name: 'coppice' } } },
    },
    scope: { project: { name: 'demo' } },
  },
};

describe('coppice start', { timeout: 60_000 }, () => {
  it('serves the sample, keeps a secret for its owner alone, and stops when told', async () => {
    const env = await newDatabase();
    const gateway = runCoppice(['--sample'], env);
    const http = httpClient(await gateway.address);
    expect((await http('POST', '/v3/auth/tokens', { body: SAMPLE_SIGN_IN })).status).toBe(201);
    expect((await http('GET', '/api/about')).body).toMatchObject({ sample: { account: 'coppice' } });
    expect(statSync(join(env.COPPICE_DATA, 'secret')).mode & 0o777).toBe(0o600);

    gateway.process.kill('SIGTERM');
    const { code, out } = await gateway.ended;
    expect(code).toBe(0);
    expect(out).toContain('account coppice, project demo');
    expect(out).not.toMatch(/"operator","password"/);
  });

  it('finishes a request under way before it stops, and takes no new one', async () => {
    const gateway = runCoppice([], await sampleDatabase());
    const address = await gateway.address;
    const body = JSON.stringify(SAMPLE_SIGN_IN);
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      expect: '100-continue',
    };
    const underWay = request(`${address}/v3/auth/tokens`, { method: 'POST', headers });
    const answered = once(underWay, 'response');
    underWay.flushHeaders();
    await once(underWay, 'continue');

    gateway.process.kill('SIGTERM');
    await refusesConnections(address);
    underWay.end(body);
    const [answer] = await answered;
    expect(answer.statusCode).toBe(201);
    answer.resume();
    expect((await gateway.ended).code).toBe(0);
  });

  it('stops at once, whoever follows changes or only holds a connection', async () => {
    const gateway = runCoppice([], await sampleDatabase());
    const address = await gateway.address;
    const issued = await httpClient(address)('POST', '/v3/auth/tokens', { body: SAMPLE_SIGN_IN });
    const events = await followEvents(address, { 'x-auth-token': tokenOf(issued) });
    await events.next('nothing');
    const silent = connect(Number(new URL(address).port), '127.0.0.1');
    await once(silent, 'connect');

    // It ends only when it has let all of them go: neither ends its connection by itself.
    gateway.process.kill('SIGTERM');
    await events.rest();
    expect((await gateway.ended).code).toBe(0);
    silent.destroy();
  });

  it('loses nothing to kill -9, nor is it locked out afterwards', async () => {
    const env = await newDatabase();
    const first = runCoppice(['--sample'], env);
    await first.address;
    first.process.kill('SIGKILL');
    await first.ended;

    const second = runCoppice([], env);
    const http = httpClient(await second.address);
    expect((await http('POST', '/v3/auth/tokens', { body: SAMPLE_SIGN_IN })).status).toBe(201);
  });

  it.runIf(inject('database') === 'pglite')('refuses a data directory that another process has', async () => {
    const env = await sampleDatabase();
    const first = runCoppice([], env);
    await first.address;
    const { code, err } = await runCoppice([], env).ended;
    expect(code).toBe(1);
    expect(err).toBe(
      `Another Coppice (process ${first.process.pid}) is using ${env['COPPICE_DATA']}. ` +
        'Stop it, or start this one with another COPPICE_DATA.\n',
    );
  });

  it.runIf(inject('database') === 'postgres')(
    'shares a PostgreSQL with others, sessions and all',
    async () => {
      const env = { ...(await ownDatabase()), COPPICE_SECRET: 'the same for both of them' };
      const [one, two] = [runCoppice([], env), runCoppice([], env)];
      const added = runCoppice(
        ['user', 'add', 'kim', '--account', 'acme', '--project', 'lab', '--role', 'viewer'],
        env,
        'secret words',
      );
      const [here, there] = [await one.address, await two.address];
      expect((await added.ended).code).toBe(0);
      const body = { account: 'acme', user: 'kim', password: 'secret words', project: 'lab' };
      const signedIn = await httpClient(here)('POST', '/api/session', { origin: here, body });
      const cookie = cookieOf(signedIn);
      expect((await httpClient(there)('GET', '/api/session', { cookie })).body).toEqual(signedIn.body);
    },
  );

  it('says plainly that its port is taken', async () => {
    const first = runCoppice([], await sampleDatabase());
    const { port } = new URL(await first.address);
    const { code, err } = await runCoppice(['--port', port], await sampleDatabase()).ended;
    expect([code, err]).toEqual([1, expect.stringContaining(`Port ${port} on 127.0.0.1 is in use.`)]);
  });

  it('says plainly that its database is not there', async () => {
    const env = { ...(await newDatabase()), DATABASE_URL: 'postgresql://me:hush@127.0.0.1:1/coppice' };
    const { code, err } = await runCoppice([], env).ended;
    expect([code, err]).toEqual([1, expect.stringContaining('The database at DATABASE_URL cannot be used')]);
    expect(err).not.toMatch(/hush|\n {4}at /);
  });
});

describe('coppice', () => {
  it.each([
    [['--version'], 0, '.'],
    [['--colour'], 2, "Unknown option '--colour'"],
    [['prune'], 2, 'There is no command "prune".'],
    [['--port', 'high'], 2, 'PORT: expected a port from 0 to 65535; got "high"'],
    [['import'], 2, 'coppice import FILE'],
    [['user', 'add', 'kim', '--account', 'acme', '--project', 'lab', '--role', 'boss'], 2, '--role'],
  ])('%j ends with %i', async (words, code, says) => {
    const ending = await runCoppice(words, {}).ended;
    expect(ending.code).toBe(code);
    expect(ending.out + ending.err).toContain(says);
  });
});

/** Waits until nobody listens any more. */
async function refusesConnections(address: string): Promise<void> {
  for (;;) {
    try {
      await fetch(`${address}/healthz`);
    } catch {
      return;
    }
  }
}
