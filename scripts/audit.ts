/** `npm run audit`: checks the packages of the lock; `npm run audit -- --online` asks the registry's service first. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AuditReport, withAdvisories } from './ask-advisories.ts';
import { findProblems, KnownBad, Lock, Manifest } from './audit-lock.ts';

const LIST = new URL('known-bad.json', import.meta.url);
const read = (file: string | URL): unknown => JSON.parse(readFileSync(file, 'utf8'));

const { values } = parseArgs({ options: { online: { type: 'boolean', default: false } } });
if (values.online) askService();

const known = KnownBad.parse(read(LIST));
const lock = Lock.parse(read('package-lock.json'));
const problems = findProblems(lock, Manifest.parse(read('package.json')), known);
for (const problem of problems) console.error(`✗ ${problem}`);
const count = Object.keys(lock.packages).length - 1;
console.log(`${count} packages of the lock, ${problems.length} problems.`);
console.log(
  `The registry's service was last asked for bad versions: ${known.asked_on ?? 'never'} (npm run audit -- --online).`,
);
process.exit(problems.length > 0 ? 1 : 0);

/** Adds what the service tells to the list of bad versions, to be committed. */
function askService(): void {
  const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8' });
  const report = AuditReport.safeParse(parseJson(stdout));
  if (!report.success) {
    console.error("The registry's audit service gave no report; the list of bad versions stays as it is.");
    process.exit(1);
  }
  const today = new Date().toISOString().slice(0, 10);
  const list = withAdvisories(KnownBad.parse(read(LIST)), report.data, today);
  writeFileSync(LIST, `${JSON.stringify(list, null, 2)}\n`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
