/**
 * What it costs to stand before a remote ModelArts, which another Coppice on this machine stands for: each of the two
 * gateways is on a PostgreSQL database of its own.
 *
 * `node bench/upstream.ts`, or `--versions 10000` for a smaller registry.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { Mirror } from '../core/console/mirror.ts';
import { buildApp } from '../server/app.ts';
import { openStore } from '../server/store/open-store.ts';
import { createDatabase } from '../server/testing/postgres-database.ts';
import { startPostgresServer } from '../server/testing/postgres-server.ts';
import { requireSameRegistry } from '../server/upstream/registry-kind.ts';
import { type BenchRow, printRows } from './bench-row.ts';
import { OPERATOR, openRegistry } from './open-registry.ts';

const VERSIONS = 100_000;

/** In seconds. Source: issue 6, Bar. */
const FIRST_READING_GOAL = 60;

/** Everything that is measured before a remote registry: what passes through belongs here as well. */
export async function measureUpstream(versions = VERSIONS): Promise<BenchRow[]> {
  return [...(await measureMirror(versions))];
}

/** How long it takes to read a registry for the first time, and again when nothing in it has changed. */
async function measureMirror(versions: number): Promise<BenchRow[]> {
  const shape = { names: versions / 10, largest: versions / 20, services: versions / 200 };
  const remote = await openRegistry('postgres', versions, shape);
  const front = await openFront(remote.url);
  const first = await timeReading(front, remote.url, versions);
  const again = await timeReading(front, remote.url, versions);
  await front.close();
  await remote.close();
  const size = new Intl.NumberFormat('en').format(versions);
  const rowOf = (what: string, seconds: number): BenchRow => ({
    ...{ what: `mirror · ${what} · ${size}`, p50: seconds * 1000, p95: seconds * 1000, ratios: {} },
    figures: { seconds },
  });
  return [
    { ...rowOf('first reading', first), goal: { of: 'seconds', atMost: FIRST_READING_GOAL } },
    rowOf('nothing changed', again),
  ];
}

/** A gateway that stands before another, on a new database. */
type Front = { url: string; cookie: string; close: () => Promise<void> };

async function openFront(remote: string): Promise<Front> {
  const server = await startPostgresServer(['-c', 'random_page_cost=1.1', '-c', 'shared_buffers=512MB']);
  const { close, ...opened } = await openStore({ kind: 'postgres', url: await createDatabase(server.url) });
  const address = new URL(remote);
  await requireSameRegistry(opened.store, address);
  const app = await buildApp({
    ...{ ...opened, secret: randomBytes(32), consoleDirectory: '/nowhere' },
    remote: { modelarts: address, iam: address },
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    cookie: '',
    close: async () => {
      await app.close();
      await close();
      await server.stop();
    },
  };
}

const Total = z.object({ total: z.object({ versions: z.number() }) });

/** In seconds, from the sign-in or the request to the end of the reading. */
async function timeReading(front: Front, remote: string, versions: number): Promise<number> {
  const start = performance.now();
  if (front.cookie === '') {
    front.cookie = await signIn(front.url);
  } else {
    const headers = { cookie: front.cookie, origin: front.url };
    await fetch(`${front.url}/api/mirror/refresh`, { method: 'POST', headers });
  }
  await ended(front);
  const seconds = (performance.now() - start) / 1000;
  const { total } = Total.parse(await ask(front, '/api/model-groups'));
  if (total.versions !== versions) throw new Error(`Of ${versions} at ${remote} it read ${total.versions}.`);
  return seconds;
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(OPERATOR),
  });
  if (!answer.ok) throw new Error(`Signing in was answered ${answer.status}: ${await answer.text()}`);
  return answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
}

/** Follows the events as a console does, until the reading has come to its end. */
async function ended(front: Front): Promise<void> {
  const { body } = await fetch(`${front.url}/api/events`, { headers: { cookie: front.cookie } });
  if (!body) throw new Error('There is no stream of events.');
  for await (const _ of body) {
    const mirror = Mirror.parse(await ask(front, '/api/mirror'));
    if (mirror.problem) throw new Error(`The reading came to no end: ${mirror.problem.message}`);
    if (!mirror.reading && mirror.read_at !== null) return;
  }
}

async function ask(front: Front, path: string): Promise<unknown> {
  const answer = await fetch(front.url + path, { headers: { cookie: front.cookie } });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}.`);
  return answer.json();
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { versions: { type: 'string', default: String(VERSIONS) } } });
  printRows(await measureUpstream(Number(values.versions)));
}
