import { defineConfig } from '@playwright/test';
import type { WorkerOptions } from './e2e/support/fixtures.ts';

const isRoot = process.getuid?.() === 0;
const executablePath = process.env['COPPICE_CHROMIUM'];

/** Chromium's own talk with the outside is turned off; as root it runs only without its sandbox. */
const QUIET = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export default defineConfig<object, WorkerOptions>({
  testDir: 'e2e',
  globalSetup: './e2e/support/make-template.ts',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  // Many journeys wait for a minute or less for what a clock decides: others go on meanwhile.
  workers: 4,
  // No journey is about speed, and machines are shared: how long one may take is only how soon a broken one is given up.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  projects: [
    // The journeys that are about what is deleted, with a gateway before another one's registry. First, as they have the
    // longest waits, which others fill.
    { name: 'remote registry', grep: /@remote/, use: { registryIs: 'remote' } },
    { name: 'own registry', grepInvert: /@remote-only/ },
  ],
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    permissions: ['clipboard-read', 'clipboard-write'],
    // Pictures of every moment would take as much of the machine as the journey itself; the snapshots tell enough. Where
    // nobody opens them, they would only cost.
    trace: process.env['CI'] ? 'off' : { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      args: isRoot ? ['--no-sandbox', ...QUIET] : QUIET,
      ...(executablePath && { executablePath }),
    },
  },
});
