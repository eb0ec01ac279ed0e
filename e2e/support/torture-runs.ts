import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { Receipt } from '../../core/console-api/deletions/receipt.ts';
import { OpenedDeletion } from '../../core/console-api/deletions/receipts.ts';
import { planDeletion } from '../../core/deletion/plan-deletion.ts';
import { createDatabase } from '../../server/testing/setup/postgres-database.ts';
import { startPostgresServer } from '../../server/testing/setup/postgres-server.ts';
import { type GatewayProcess, startGateway } from '../gateways/gateway-process.ts';
import { RegistryClient } from './registry-client.ts';
import { findDisagreements } from './true-receipt.ts';

/** Gateways that are killed in each round, and how many versions each of its names has. */
const KILLS_A_ROUND = 5;
const VERSIONS = 24;

/** How long a round may take until all of its runs are over: several gateways die in it, one after the other. In ms. */
const ROUND_MS = 240_000;

/** What happens in a round, each by a number that a seed chooses. */
const rounds = fc.record({
  kills: fc.array(fc.record({ which: fc.nat(1), afterMs: fc.nat(900) }), {
    minLength: KILLS_A_ROUND,
    maxLength: KILLS_A_ROUND,
  }),
  added: fc.boolean(),
  stopped: fc.boolean(),
  answer: fc.constantFrom('go-on', 'stop'),
});
type Round = typeof rounds extends fc.Arbitrary<infer T> ? T : never;

/**
 * Two gateways on one PostgreSQL that carry out runs, whole and version by version, two over the same name, while they are
 * killed with -9 again and again, and people add versions, stop, answer and continue. Resolves to where receipts and the
 * registry differ, which must be nowhere, and to how many runs and kills there were.
 */
export async function tortureRuns(kills: number, seed: number) {
  const server = await startPostgresServer();
  const directory = mkdtempSync(join(tmpdir(), 'coppice-torture-'));
  const databaseUrl = await createDatabase(server.url);
  const gateways: GatewayProcess[] = [];
  for (let nth = 0; nth < 2; nth += 1) gateways.push(await startGateway(directory, { databaseUrl }));
  const sums = { runs: 0, kills: 0, disagreements: [] as string[] };
  const count = Math.ceil(kills / KILLS_A_ROUND);
  for (const [index, round] of fc.sample(rounds, { numRuns: count, seed }).entries()) {
    const found = await oneRound(gateways, round, index, (which) =>
      restart(gateways, which, { directory, databaseUrl }),
    );
    sums.runs += found.runs;
    sums.kills += round.kills.length;
    sums.disagreements.push(...found.disagreements.map((words) => `round ${index}: ${words}`));
  }
  await Promise.all(gateways.map((gateway) => gateway.end()));
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
  return sums;
}

async function restart(
  gateways: GatewayProcess[],
  which: number,
  { directory, databaseUrl }: { directory: string; databaseUrl: string },
): Promise<void> {
  const gateway = gateways[which];
  if (!gateway) return;
  await gateway.end('SIGKILL');
  gateways[which] = await startGateway(directory, { databaseUrl, port: Number(new URL(gateway.url).port) });
}

async function oneRound(
  gateways: readonly GatewayProcess[],
  round: Round,
  index: number,
  kill: (which: number) => Promise<void>,
): Promise<{ runs: number; disagreements: string[] }> {
  const registry = await RegistryClient.signIn(gateways[0]?.url ?? '', 'operator');
  const whole = await fill(registry, `whole-${index}`);
  const single = await fill(registry, `single-${index}`);
  const runs = [
    await start(registry, whole, whole.length),
    await start(registry, single, VERSIONS - 1),
    await start(registry, single, VERSIONS - 4),
  ];
  if (round.added) await registry.createModel(`whole-${index}`, '9.9.9');
  if (round.stopped) await does(registry, runs[2], 'stop');
  for (const { which, afterMs } of round.kills) {
    await sleep(afterMs);
    await kill(which);
  }
  const disagreements: string[] = [];
  for (const id of runs) {
    const receipt = await untilOver(registry, id, round);
    if (!receipt) disagreements.push(`run ${id} does not end`);
    else disagreements.push(...(await findDisagreements(registry, id)), ...repeatedCalls(receipt));
  }
  return { runs: runs.length, disagreements };
}

async function fill(registry: RegistryClient, name: string) {
  for (let nth = 0; nth < VERSIONS; nth += 1) await registry.createModel(name, `1.0.${nth}`);
  return registry.versionsOf(name);
}

async function start(
  registry: RegistryClient,
  listed: Awaited<ReturnType<typeof fill>>,
  going: number,
): Promise<string> {
  const chosen = new Set(listed.slice(0, going).map((model) => model.model_id));
  const plan = planDeletion({ listed, chosen }, new Map());
  const { text } = await registry.request('POST', '/api/runs', { plan, start: 'now' });
  return OpenedDeletion.parse(JSON.parse(text)).deletion_id;
}

/** Asks until a gateway answers: the one that is asked may be dead. */
async function does(registry: RegistryClient, id = '', verb: string, body?: unknown): Promise<void> {
  await registry.request('POST', `/api/runs/${id}/${verb}`, body).catch(() => undefined);
}

/** Answers what it asks, continues it once when it was stopped, and waits until it is over. */
async function untilOver(
  registry: RegistryClient,
  id: string,
  { answer }: Round,
): Promise<Receipt | undefined> {
  const end = Date.now() + ROUND_MS;
  let isContinued = false;
  while (Date.now() < end) {
    const answered = await registry.request('GET', `/api/deletions/${id}`).catch(() => undefined);
    const receipt = answered?.status === 200 ? Receipt.parse(JSON.parse(answered.text)) : undefined;
    if (receipt?.run?.phase === 'asking') await does(registry, id, 'answer', { decision: answer });
    if (receipt?.run?.phase === 'over') {
      if (receipt.ending !== 'stopped' || isContinued) return receipt;
      isContinued = true;
      await does(registry, id, 'continue');
    }
    await sleep(250);
  }
  return undefined;
}

/** A version is the target of one call that may have been carried out. */
function repeatedCalls({ calls }: Receipt): string[] {
  const sent = calls
    .filter(({ status }) => status === 200 || status === null)
    .map(({ call }) => call.model_id);
  return sent.filter((id, index) => sent.indexOf(id) !== index).map((id) => `${id} was sent twice`);
}
