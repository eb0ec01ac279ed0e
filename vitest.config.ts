import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * The gateway's tests run on both databases, the same files: they start it with `startGateway`. Each file makes its own
 * gateway and projects, so that files can share a process, which spares each of them loading the gateway anew.
 */
const SERVER_TESTS = {
  include: ['server/**/*.test.ts'],
  setupFiles: ['server/testing/tell-failures-at-once.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  isolate: false,
};

/** What is the same whatever the database is runs on PostgreSQL alone, which starts many times faster. */
const ON_POSTGRES_ONLY = [
  'server/security/**',
  'server/watching/**',
  'server/commands/{add-user,change-keys,change-projects,change-secret,help,start-failures,wrong-paths}.test.ts',
  'server/iam/{openstack-clients,version-routes}.test.ts',
  'server/upstream/registry-kind.test.ts',
  'server/console/languages.test.ts',
  'server/{base,config,slow-clients,compress-answers}.test.ts',
  'server/store/{migrate,prepared,lost-connection}.test.ts',
  'server/upstream/{upstream,pass-routes,remote-blockers,odd-answers,conformance,upstream-door}.test.ts',
  // What they wait for is the remote registry.
  'server/upstream/{remote-deletions,remote-truth,renewing,encodings,address-of}.test.ts',
  'server/import/{split-rows,decode-text}.test.ts',
];

export default defineConfig({
  test: {
    // By itself it leaves one processor free, of two as well: tests wait more than they compute.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { name: 'unit', include: ['core/**/*.test.ts', 'src/**/*.test.ts', 'scripts/**/*.test.ts'] } },
      {
        test: {
          ...SERVER_TESTS,
          name: 'pglite',
          globalSetup: ['server/testing/build-gateway.ts', 'server/testing/make-sample-directory.ts'],
          exclude: ON_POSTGRES_ONLY,
          provide: { database: 'pglite', postgresTemplate: '' },
        },
      },
      {
        test: {
          ...SERVER_TESTS,
          name: 'postgres',
          provide: { database: 'postgres', sampleDirectory: '' },
          globalSetup: ['server/testing/build-gateway.ts', 'server/testing/start-postgres.ts'],
        },
      },
    ],
  },
});
