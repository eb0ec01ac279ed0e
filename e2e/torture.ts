import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { scenarios, simulate } from '../core/deletion/testing/simulate.ts';
import { startGateway } from './gateways/gateway-process.ts';
import { killDuringRun } from './support/kill-run.ts';
import { RegistryClient } from './support/registry-client.ts';
import { tortureRuns } from './support/torture-runs.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '20' },
    'gateway-kills': { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [runs, kills, seed] = [values.runs, values.kills, values.seed].map(Number);
if (![runs, kills, seed].every(Number.isSafeInteger) || runs === undefined || kills === undefined) {
  console.error('Usage: npm run torture -- --runs N --seed S [--kills K], all of them whole numbers');
  process.exit(2);
}

const gatewayKills = Number(values['gateway-kills']);
const sums = { runs: 0, faults: 0, kills: 0, disagreements: 0 };

/** Simulated registries, networks and operators; what is found is shrunk, and told with its seed. */
async function simulateAll(): Promise<void> {
  const property = fc.asyncProperty(scenarios, async (scenario) => {
    const { faults, kills: killed, disagreements } = await simulate(scenario);
    sums.runs += 1;
    sums.faults += faults;
    sums.kills += killed;
    if (disagreements.length > 0) throw new Error(disagreements.join('\n'));
  });
  const found = await fc.check(property, { numRuns: runs ?? 0, seed: seed ?? 0 });
  if (!found.failed) return;
  sums.disagreements += 1;
  console.error(`Seed ${found.seed}, path ${found.counterexamplePath}, shrunk to:`);
  console.error(JSON.stringify(found.counterexample));
  console.error(String(found.errorInstance));
}

/** A real gateway on a real database, killed with -9 at moments that the seed chooses. */
async function killAll(): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'coppice-torture-'));
  let gateway = await startGateway(dataDirectory);
  const port = Number(new URL(gateway.url).port);
  const registry = await RegistryClient.signIn(gateway.url, 'operator');
  const moments = fc.sample(
    fc.record({
      place: fc.nat(999),
      delay: fc.nat(25),
      isPageClosed: fc.boolean(),
      individually: fc.boolean(),
    }),
    { numRuns: kills ?? 0, seed: seed ?? 0 },
  );
  for (const [index, moment] of moments.entries()) {
    // Sixty calls, or the four that a cascade over 61 versions takes.
    const atCall = 1 + (moment.place % (moment.individually ? 60 : 4));
    const kill = async () => {
      await gateway.end('SIGKILL');
      gateway = await startGateway(dataDirectory, { port });
    };
    const run = { name: `torture-${index}`, ...moment, atCall };
    const disagreements = await killDuringRun(registry, run, kill);
    sums.runs += 1;
    sums.kills += 1;
    sums.disagreements += disagreements.length;
    for (const words of disagreements) console.error(`Seed ${seed}, kill ${index}: ${words}`);
  }
  await gateway.end();
  rmSync(dataDirectory, { recursive: true, force: true });
}

/** Two real gateways that carry out runs on one PostgreSQL, and are killed in turn. */
async function killGateways(): Promise<void> {
  const { runs: made, kills: killed, disagreements } = await tortureRuns(gatewayKills, seed ?? 0);
  sums.runs += made;
  sums.kills += killed;
  sums.disagreements += disagreements.length;
  for (const words of disagreements) console.error(`Seed ${seed}, two gateways, ${words}`);
}

await simulateAll();
await killAll();
await killGateways();
console.log(
  `seed ${seed}: ${sums.runs} runs, ${sums.faults} faults, ${sums.kills} kills, ${sums.disagreements} disagreements`,
);
process.exit(sums.disagreements === 0 ? 0 : 1);
