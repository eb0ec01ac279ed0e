import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../app.ts';
import { addAccessKey } from '../iam/signature/access-keys.ts';
import type { OpenStore } from '../store/open-store.ts';
import { httpClient } from '../testing/clients/http-client.ts';
import { cookieOf } from '../testing/clients/read-answer.ts';
import { openTestStore } from '../testing/setup/open-test-store.ts';
import { setUpRemote } from '../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();
let opened: OpenStore;

beforeAll(async () => {
  opened = await openTestStore('fresh');
});
afterAll(() => opened.close());

it('logs neither what somebody came with nor what the remote registry is asked with, whatever goes wrong', async () => {
  let log = '';
  const stream = {
    write: (line: string) => {
      log += line;
    },
  };
  const { store, listen, jobs } = opened;
  const app = await buildApp({
    store,
    listen,
    jobs,
    secret: randomBytes(32),
    consoleDirectory: '/nowhere',
    logger: { level: 'info', stream },
    remote: { modelarts: ctx.proxy.url, iam: ctx.proxy.url },
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const http = httpClient(url);
  const key = await addAccessKey(ctx.remote.store, ctx.remote.secret, ctx.project.operator.user_id);
  const { account, project, project_id } = ctx.project;
  const person = { account, user: 'operator', password: 'operator', project };
  const cookies: string[] = [];
  for (const body of [person, { ...person, password: 'hush-a-guess' }, { ...key, project }]) {
    const answer = await http('POST', '/api/session', { body, origin: url });
    // Who is not let in goes on as nobody.
    cookies.push(answer.status === 200 ? cookieOf(answer) : '');
  }
  ctx.proxy.respond = ({ headers }, outgoing) => {
    const told = `${headers['x-auth-token']} ${headers['authorization']}`;
    return outgoing.writeHead(500, { 'content-type': 'text/html' }).end(`<html>${told}</html>`);
  };
  for (const cookie of cookies) {
    await http('GET', `/v1/${project_id}/models`, { cookie });
    await http('POST', '/api/mirror/refresh', { cookie, origin: url });
    await http('POST', '/api/blockers', { cookie, origin: url, body: { model_ids: ['a'] } });
    await http('POST', '/api/session', { cookie, origin: url, body: person });
  }
  await app.close();

  const tokens = ctx.proxy.received.flatMap(({ headers }) => headers['x-auth-token'] ?? []);
  const signatures = ctx.proxy.received.flatMap(
    ({ headers }) => headers.authorization?.split('Signature=')[1] ?? [],
  );
  expect(tokens.length).toBeGreaterThan(0);
  expect(signatures.length).toBeGreaterThan(0);
  expect(log.split('\n').length).toBeGreaterThan(10);
  const values = cookies.flatMap((cookie) => cookie.split('=')[1] ?? []).filter((value) => value !== '');
  expect(values).toHaveLength(2);
  for (const secret of [key.secret_key, 'hush-a-guess', ...tokens.flat(), ...signatures, ...values]) {
    expect(log).not.toContain(secret);
  }
});
