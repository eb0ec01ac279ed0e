import { setTimeout as pause } from 'node:timers/promises';
import { startBare } from '../bare/start-bare.ts';
import type { BenchRow } from './bench-row.ts';
import type { Front } from './open-front.ts';
import type { OpenRegistry } from './open-registry.ts';
import { percentile } from './percentile.ts';
import { signInAt } from './sign-in-at.ts';

/** What passing through a gateway may cost, by the median. Source: issue 6, Bar. */
const PASSING_GOAL = 1.25;

const ROUNDS = 40;
const WARM_UP = 20;

/** After a deletion its name is read again: that is over before the next one. In ms. */
const REST_MS = 50;

/** How far the remote registry is: on this machine, and as far as a cloud is. One way, in ms. */
const ONE_WAY_MS = { 'on this machine': 0, '20 ms away': 10 };

/** Asked straight, through a gateway, and through a process that does nothing but pass on. */
const WAYS = ['direct', 'through', 'bare'] as const;
type Way = (typeof WAYS)[number];
type Act = (way: Way) => Promise<void>;

/** Lists and deletions through a gateway, each beside the same asked of the remote registry itself. */
export async function measurePassing(remote: OpenRegistry, front: Front): Promise<BenchRow[]> {
  const { relay } = front;
  const bare = await startBare('bench/bare/bare-proxy.ts', relay.url);
  try {
    const acts = await actsOn(remote, front, bare.url);
    const rows: BenchRow[] = [];
    for (const [distance, delay] of Object.entries(ONE_WAY_MS)) {
      relay.delay = delay;
      for (const [what, act] of Object.entries(acts))
        rows.push(toRow(`${what} · ${distance}`, await time(act)));
    }
    return rows;
  } finally {
    relay.delay = 0;
    await bare.end();
  }
}

async function actsOn(remote: OpenRegistry, front: Front, bare: string): Promise<Record<string, Act>> {
  const spare = await spareModels(remote);
  const { relay } = front;
  const cookie = await signInAt(relay.url);
  const asks = {
    direct: { url: relay.url, headers: { cookie, origin: relay.url } },
    through: { url: front.url, headers: { cookie: front.cookie, origin: front.url } },
    bare: { url: bare, headers: { cookie, origin: relay.url } },
  };
  const ask = async (way: Way, method: string, path: string) => {
    const { url, headers } = asks[way];
    const answer = await fetch(`${url}/v1/${remote.project_id}${path}`, { method, headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}.`);
  };
  return {
    'list of 50': (way) => ask(way, 'GET', '/models?limit=50'),
    'list of 1,000': (way) => ask(way, 'GET', '/models'),
    delete: (way) => ask(way, 'DELETE', `/models/${spare.pop()}?cascade=false`),
  };
}

function toRow(what: string, { direct, through, bare }: Record<Way, number[]>): BenchRow {
  const p50 = percentile(through, 50);
  const ratios = { direct: p50 / percentile(direct, 50), 'a bare proxy': p50 / percentile(bare, 50) };
  return {
    what: `passing through · ${what}`,
    p50,
    p95: percentile(through, 95),
    ratios,
    goal: { of: 'direct', atMost: PASSING_GOAL },
  };
}

async function time(act: Act): Promise<Record<Way, number[]>> {
  const times: Record<Way, number[]> = { direct: [], through: [], bare: [] };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const way of WAYS) {
      const start = performance.now();
      await act(way);
      if (round >= 0) times[way].push(performance.now() - start);
      await pause(REST_MS);
    }
  }
  return times;
}

/** Versions that no service uses, each of a name of its own. */
async function spareModels({ store, project_id }: OpenRegistry): Promise<string[]> {
  const rows = await store
    .selectFrom('models')
    .select(({ fn }) => fn.min<string>('model_id').as('model_id'))
    .where('project_id', '=', project_id)
    .where('model_id', 'not in', ({ selectFrom }) =>
      selectFrom('service_models').select('model_id').where('project_id', '=', project_id),
    )
    .groupBy('model_name')
    .limit(2 * WAYS.length * (ROUNDS + WARM_UP))
    .execute();
  return rows.map((row) => row.model_id);
}
