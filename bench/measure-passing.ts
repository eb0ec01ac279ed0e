import type { BenchRow } from './bench-row.ts';
import type { Front } from './open-front.ts';
import type { OpenRegistry } from './open-registry.ts';
import { percentile } from './percentile.ts';
import { signInAt } from './sign-in-at.ts';
import type { Relay } from './start-relay.ts';

/** What passing through a gateway may cost, by the median. Source: issue 6, Bar. */
const PASSING_GOAL = 1.25;

const ROUNDS = 40;
const WARM_UP = 5;

/** How far the remote registry is: on this machine, and as far as a cloud is. One way, in ms. */
const DISTANCES = { 'on this machine': 0, '20 ms away': 10 };

/** Lists and deletions through a gateway, each beside the same asked of the remote registry itself. */
export async function measurePassing(remote: OpenRegistry, relay: Relay, front: Front): Promise<BenchRow[]> {
  const spare = await spareModels(remote);
  const cookies = { direct: await signInAt(remote.url), through: front.cookie };
  const ask = async (way: 'direct' | 'through', method: string, path: string) => {
    const url = way === 'direct' ? relay.url : front.url;
    const headers = { cookie: cookies[way], origin: url };
    const answer = await fetch(`${url}/v1/${remote.project_id}${path}`, { method, headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}.`);
  };
  const acts = {
    'list of 50': (way: 'direct' | 'through') => ask(way, 'GET', '/models?limit=50'),
    'list of 1,000': (way: 'direct' | 'through') => ask(way, 'GET', '/models'),
    delete: (way: 'direct' | 'through') => ask(way, 'DELETE', `/models/${spare.pop()}?cascade=false`),
  };
  const rows: BenchRow[] = [];
  for (const [distance, delay] of Object.entries(DISTANCES)) {
    relay.delay = delay;
    for (const [what, act] of Object.entries(acts)) {
      const { direct, through } = await timeInTurn(act);
      const ratio = percentile(through, 50) / percentile(direct, 50);
      rows.push({
        what: `passing through · ${what} · ${distance}`,
        ...{ p50: percentile(through, 50), p95: percentile(through, 95), ratios: { direct: ratio } },
        goal: { of: 'direct', atMost: PASSING_GOAL },
      });
    }
  }
  relay.delay = 0;
  return rows;
}

async function timeInTurn(act: (way: 'direct' | 'through') => Promise<void>) {
  const times: Record<'direct' | 'through', number[]> = { direct: [], through: [] };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const way of ['direct', 'through'] as const) {
      const start = performance.now();
      await act(way);
      if (round >= 0) times[way].push(performance.now() - start);
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
    .limit(4 * (ROUNDS + WARM_UP) + 10)
    .execute();
  return rows.map((row) => row.model_id);
}
