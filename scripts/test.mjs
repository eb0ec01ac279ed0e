/** `npm test`: everything that must be true before a change lands. `npm test -- --only unit` runs one part. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { buildIfNeeded } from './build.mjs';
import { findBrowser } from './find-browser.mjs';
import { installIfNeeded, NODE, run } from './install.mjs';

const reports = mkdtempSync(join(tmpdir(), 'coppice-test-'));

/** Each part tells how many of its checks passed and were skipped, and which of them failed, with the reason. */
const PARTS = {
  lint: () => oneCheck('lint', run('biome', ['check', '--error-on-warnings', '.'])),
  unused: () => oneCheck('unused', run('knip', [])),
  audit: () => oneCheck('audit', run(NODE, ['scripts/audit.ts'])),
  types: () => oneCheck('types', run('npm', ['run', '--silent', 'types'])),
  unit: runVitest,
  build: () => oneCheck('build', buildIfNeeded()),
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
const total = { passed: 0, failed: [], skipped: 0 };
for (const name of chosen) {
  console.log(`\n── ${name}`);
  const { passed, failed, skipped } = PARTS[name]();
  total.passed += passed;
  total.failed.push(...failed);
  total.skipped += skipped;
}
rmSync(reports, { recursive: true, force: true });
if (total.failed.length > 0) console.log(`\n── failed\n\n${total.failed.map(toReason).join('\n\n')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed.length} failed${skipped}`);
process.exit(total.failed.length > 0 ? 1 : 0);

/** Without colours, and without the runners' own lines of a stack. */
function toReason(text) {
  const lines = stripVTControlCharacters(text).replaceAll(`${process.cwd()}/`, '').split('\n');
  return lines.filter((line) => !line.includes('node_modules/')).join('\n');
}

function oneCheck(name, isGood, reason = 'its output is above') {
  return { passed: isGood ? 1 : 0, failed: isGood ? [] : [`${name}: ${reason}`], skipped: 0 };
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
  return counted(
    'unit',
    isGood,
    report,
    ({ numPassedTests, numPendingTests, numTodoTests, testResults }) => ({
      passed: numPassedTests,
      failed: testResults.flatMap(failuresOfFile),
      skipped: numPendingTests + numTodoTests,
    }),
  );
}

/** The failed tests of a file of vitest's; a file that failed without one (it could not be loaded, say) by its name. */
function failuresOfFile({ name, status, message, assertionResults }) {
  const failures = assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${name} › ${test.fullName}\n${test.failureMessages.join('\n')}`);
  return failures.length > 0 || status !== 'failed' ? failures : [`${name}\n${message}`];
}

function runPlaywright() {
  if (!buildIfNeeded()) return oneCheck('browser', false);
  const browser = findBrowser();
  if (!browser) {
    const advice = 'no Chromium was found or could be installed: set COPPICE_CHROMIUM to the path of one.';
    return oneCheck('browser', false, advice);
  }
  const report = join(reports, 'playwright.json');
  const environment = { COPPICE_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const isGood = run(
    NODE,
    ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    environment,
  );
  return counted('browser', isGood, report, ({ stats, suites }) => ({
    passed: stats.expected,
    failed: suites.flatMap(failedJourneys),
    skipped: stats.skipped,
  }));
}

/** The journeys of a suite that did not do as expected at once, those of the suites in it included. */
function failedJourneys({ specs, suites = [] }) {
  const failures = specs
    .flatMap((spec) => spec.tests.map((test) => ({ spec, test })))
    .filter(({ test }) => ['unexpected', 'flaky'].includes(test.status))
    .map(({ spec, test }) => {
      const messages = test.results.flatMap(({ errors }) => errors.map(({ message }) => message));
      return `${test.projectName} › ${spec.file} › ${spec.title}\n${messages.join('\n')}`;
    });
  return [...failures, ...suites.flatMap(failedJourneys)];
}

/** What a runner counted; a runner that failed without a failed test (a crash, say) is one failure more. */
function counted(name, isGood, report, read) {
  try {
    const counts = read(JSON.parse(readFileSync(report, 'utf8')));
    return isGood || counts.failed.length > 0 ? counts : { ...counts, failed: oneCheck(name, false).failed };
  } catch (error) {
    return oneCheck(name, false, `the report of the run could not be read: ${error.message}`);
  }
}
