import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * The gateway's tests run on both databases, the same files: they start it with `startGateway`. Each file makes its own
 * gateway and projects, so that files can share a process, which spares each of them loading the gateway anew.
 */
const SERVER_TESTS = {
  include: ['server/**/*.test.ts'],
  setupFiles: ['server/testing/setup/tell-failures-at-once.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  isolate: false,
};

/** What is the same whatever the database is runs on PostgreSQL alone, which starts many times faster: its name says so. */
const ON_POSTGRES_ONLY = ['server/**/*.pg.test.ts'];

export default defineConfig({
  test: {
    // By itself it leaves one processor free, of two as well: tests wait more than they compute.
    maxWorkers: availableParallelism() + 1,
    // Nearly all that a test makes is garbage soon: with room for the young, V8 copies and marks far less of it.
    execArgv: ['--max-semi-space-size=64'],
    // Files that share a process could come to need what another one left there. Each run has them in another order, and says
    // by which seed (`--sequence.seed` has it again).
    sequence: { shuffle: { files: true } },
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['core/**/*.test.ts', 'src/**/*.test.ts', 'scripts/**/*.test.ts'],
        },
      },
      {
        // Components in a simulated browser. Source: docs/decisions/029-component-tests.md
        test: {
          name: 'components',
          sequence: { groupOrder: 1 },
          environment: 'happy-dom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/testing/set-up.ts'],
          // How long one may take is only how soon a broken one is given up: machines are shared.
          testTimeout: 20_000,
          isolate: false,
        },
      },
      {
        test: {
          ...SERVER_TESTS,
          name: 'pglite',
          sequence: { groupOrder: 2 },
          globalSetup: [
            'server/testing/setup/build-gateway.ts',
            'server/testing/setup/make-pglite-templates.ts',
          ],
          exclude: ON_POSTGRES_ONLY,
          provide: { database: 'pglite', postgresTemplate: '', postgresSample: '' },
        },
      },
      {
        test: {
          ...SERVER_TESTS,
          name: 'postgres',
          sequence: { groupOrder: 3 },
          provide: { database: 'postgres', tablesDirectory: '', tablesDump: '' },
          globalSetup: ['server/testing/setup/build-gateway.ts', 'server/testing/setup/start-postgres.ts'],
        },
      },
    ],
  },
});
