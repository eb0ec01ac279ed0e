import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCoppice } from '../testing/clients/run-coppice.ts';

/** The names of all functions in the code that a command loads, as V8 counts them. */
async function functionsLoadedBy(words: string[]): Promise<ReadonlySet<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'coppice-coverage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await runCoppice(words, { NODE_V8_COVERAGE: folder, COPPICE_DATA: join(folder, 'data') }).ended;
  const reports = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const scripts = reports.flatMap(({ name }) => JSON.parse(readFileSync(join(folder, name), 'utf8')).result);
  return new Set(
    scripts.flatMap(({ functions }) => functions.map((one: { functionName: string }) => one.functionName)),
  );
}

it.each([
  [['plan', 'pose', '--gateway', 'http://127.0.0.1:9'], 'findVersions'],
  [['apply', 'plan.json', '--yes'], 'followRun'],
  [['rules', 'apply', 'rules.yaml'], 'rulesFromYaml'],
  [['completion', 'bash'], 'bashScript'],
  [['--help'], 'helpOnAll'],
])('%j needs nothing of a gateway, nor of its database', async (words, own) => {
  const loaded = await functionsLoadedBy(words);
  expect(loaded).toContain(own);
  for (const foreign of ['buildApp', 'openStore', 'startRun', 'loadSample'])
    expect(loaded).not.toContain(foreign);
});

it('is what starts one that needs it', async () => {
  const loaded = await functionsLoadedBy(['start', '--port', 'none']);
  for (const own of ['buildApp', 'openStore', 'startRun', 'loadSample']) expect(loaded).toContain(own);
});
