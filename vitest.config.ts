import { defineConfig } from 'vitest/config';

/** The gateway's tests run twice, the same files on both databases: they start it with `startGateway`. */
const SERVER_TESTS = { include: ['server/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['core/**/*.test.ts', 'src/**/*.test.ts', 'scripts/**/*.test.ts'] } },
      { test: { ...SERVER_TESTS, name: 'pglite', provide: { database: 'pglite', postgresTemplate: '' } } },
      {
        test: {
          ...SERVER_TESTS,
          name: 'postgres',
          provide: { database: 'postgres' },
          globalSetup: 'server/testing/start-postgres.ts',
        },
      },
    ],
  },
});
