/** `npm test`: everything that must be true before a change lands. `npm test -- --only unit` runs one part. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from './build.mjs';
import { findBrowser } from './find-browser.mjs';
import { installIfNeeded, NODE, run } from './install.mjs';

const reports = mkdtempSync(join(tmpdir(), 'coppice-test-'));

/** Each part tells how many of its checks passed, failed and were skipped. */
const PARTS = {
  lint: () => oneCheck(run('biome', ['check', '--error-on-warnings', '.'])),
  unused: () => oneCheck(run('knip', [])),
  audit: () => oneCheck(run(NODE, ['scripts/audit.ts'])),
  types: () => oneCheck(run('npm', ['run', '--silent', 'types'])),
  unit: runVitest,
  build: () => oneCheck(buildIfNeeded()),
  browser: runPlaywright,
};

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, help: { type: 'boolean' } },
});
const chosen = values.only ?? Object.keys(PARTS);
const unknown = chosen.filter((name) => !Object.hasOwn(PARTS, name));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no part ${unknown.join(', ')}.`);
  console.log(
    `npm test                     everything\nnpm test -- --only PART      one of: ${Object.keys(PARTS).join(', ')}`,
  );
  process.exit(unknown.length > 0 ? 2 : 0);
}

installIfNeeded();
const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of chosen) {
  console.log(`\n── ${name}`);
  const counts = PARTS[name]();
  for (const key of Object.keys(total)) total[key] += counts[key];
}
rmSync(reports, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 ? 1 : 0);

function oneCheck(isGood) {
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

function runVitest() {
  const report = join(reports, 'vitest.json');
  const isGood = run(NODE, [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return counted(isGood, report, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }));
}

function runPlaywright() {
  if (!buildIfNeeded()) return oneCheck(false);
  const browser = findBrowser();
  if (!browser) {
    console.error('No Chromium was found or could be installed: set COPPICE_CHROMIUM to the path of one.');
    return oneCheck(false);
  }
  const report = join(reports, 'playwright.json');
  const environment = { COPPICE_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const isGood = run(
    NODE,
    ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    environment,
  );
  return counted(isGood, report, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));
}

/** What a runner counted; a runner that failed without a failed test (a crash, a broken file) is one failure more. */
function counted(isGood, report, read) {
  try {
    const counts = read(JSON.parse(readFileSync(report, 'utf8')));
    return isGood || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch (error) {
    console.error(`The report of the run could not be read: ${error.message}`);
    return oneCheck(false);
  }
}
