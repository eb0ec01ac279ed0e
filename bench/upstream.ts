/**
 * What it costs to stand before a remote ModelArts, which another Coppice on this machine stands for: the two gateways and
 * their PostgreSQL databases are processes of their own.
 *
 * `npm run build`, then `node bench/upstream.ts`, or `--versions 10000` for a smaller registry.
 */
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { SyncStatus } from '../core/console-api/live/sync-status.ts';
import { type BenchRow, printRows } from './support/bench-row.ts';
import { measurePassing } from './support/measure-passing.ts';
import { type Front, openFront } from './support/open-front.ts';
import { openRegistry } from './support/open-registry.ts';
import { signInAt } from './support/sign-in-at.ts';

const VERSIONS = 100_000;

/** In seconds. Source: issue 6, Bar. */
const FIRST_SYNC_GOAL_S = 60;

/** The reading of a registry of so many versions, for the first time and when nothing in it has changed; and what passes. */
export async function measureUpstream(versions = VERSIONS): Promise<BenchRow[]> {
  const shape = { names: versions / 10, largest: versions / 20, services: versions / 200 };
  const remote = await openRegistry('postgres', versions, shape);
  const front = await openFront(remote.databaseUrl);
  try {
    const mirror = await measureMirror(front, versions);
    return [...mirror, ...(await measurePassing(remote, front))];
  } finally {
    await front.close();
    await remote.close();
  }
}

async function measureMirror(front: Front, versions: number): Promise<BenchRow[]> {
  const first = await timeReading(front, versions);
  const again = await timeReading(front, versions);
  const size = new Intl.NumberFormat('en').format(versions);
  const rowOf = (what: string, seconds: number): BenchRow => ({
    what: `mirror · ${what} · ${size}`,
    p50: seconds * 1000,
    p95: seconds * 1000,
    ratios: {},
    figures: { seconds },
  });
  return [
    { ...rowOf('first reading', first), goal: { of: 'seconds', atMost: FIRST_SYNC_GOAL_S } },
    rowOf('nothing changed', again),
  ];
}

const Total = z.object({ total: z.object({ versions: z.number() }) });

/** In seconds, from the sign-in or the request to the end of the reading. */
async function timeReading(front: Front, versions: number): Promise<number> {
  const start = performance.now();
  if (front.cookie === '') {
    front.cookie = await signInAt(front.url);
  } else {
    const headers = { cookie: front.cookie, origin: front.url };
    await fetch(`${front.url}/api/mirror/refresh`, { method: 'POST', headers });
  }
  await ended(front);
  const seconds = (performance.now() - start) / 1000;
  const { total } = Total.parse(await ask(front, '/api/model-groups'));
  if (total.versions !== versions) throw new Error(`Of ${versions} it read ${total.versions}.`);
  return seconds;
}

/** Follows the events as a console does, until the reading has come to its end. */
async function ended(front: Front): Promise<void> {
  const { body } = await fetch(`${front.url}/api/events`, { headers: { cookie: front.cookie } });
  if (!body) throw new Error('There is no stream of events.');
  for await (const _ of body) {
    const mirror = SyncStatus.parse(await ask(front, '/api/mirror'));
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
