import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { commandClient } from '../../testing/clients/command-client.ts';
import { runClient } from '../../testing/clients/run-client.ts';
import { listenLocally } from '../../testing/fakes/listen-locally.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

/** The address of a proxy before the gateway that loses the first answer to requests of this kind, once it has come. */
async function losing(kind: RegExp): Promise<string> {
  let isLost = false;
  const pass = async (request: IncomingMessage, reply: ServerResponse) => {
    const { method = 'GET', url = '/', headers } = request;
    const body = await buffer(request);
    const passed = Object.entries(headers).filter(([name]) => /^(x-|content-type|authorization)/.test(name));
    const answer = await fetch(ctx.gateway.url + url, {
      method,
      headers: passed.map(([name, value]): [string, string] => [name, String(value)]),
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const text = await answer.text();
    if (!isLost && kind.test(`${method} ${url}`)) {
      isLost = true;
      return request.socket.destroy();
    }
    reply.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(text);
  };
  const server = createServer((request, reply) => void pass(request, reply));
  onTestFinished(() => {
    server.close();
  });
  return listenLocally(server);
}

async function applyLosing(kind: RegExp) {
  await ctx.registry.createMany('pose', 2);
  const coppice = commandClient(ctx);
  const env = { COPPICE_GATEWAY: await losing(kind) };
  expect((await coppice.run(['plan', 'pose', '--cascade', '--out', coppice.file], env)).code).toBe(0);
  return coppice.run(['apply', coppice.file, '--yes', '--start', 'now'], env);
}

it('follows a run further where one look at it was lost', async () => {
  const { code, out } = await applyLosing(/^GET \/api\/deletions\//);
  expect([code, out]).toEqual([0, expect.stringContaining('2 deleted\nCompleted.')]);
});

it('says that nobody knows whether a run began where the answer to that was lost', async () => {
  const { code, err } = await applyLosing(/^POST \/api\/runs$/);
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/Whether the deletion began is not known: look at \S+\/deletions first/),
  ]);
  const { body } = await runClient(ctx).ask('GET', '/api/runs');
  expect(body).toMatchObject({ runs: [{ planned: 2 }] });
});

it('plans without services where they cannot be asked for, and says so', async () => {
  await ctx.registry.createMany('pose', 2);
  const coppice = commandClient(ctx);
  const { code, out } = await coppice.run(['plan', 'pose', '--cascade'], {
    COPPICE_GATEWAY: await losing(/^POST \/api\/blockers$/),
  });
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/Services could not be asked for: .*\n[\s\S]*\n2 not checked/),
  ]);
});
