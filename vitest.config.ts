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

/** What is the same whatever the database is runs on PostgreSQL alone, which starts many times faster. */
const ON_POSTGRES_ONLY = [
  'server/security-tests/**',
  'server/observability/**',
  'server/commands/**/{add-user,change-keys,change-projects,change-secret,help,start-failures,wrong-paths}.test.ts',
  'server/commands/deletion/{at-terminal,lost-answers,preview,remote,selector,wrong-use}.test.ts',
  'server/commands/{completion,terminal}/**',
  'server/commands/loads-little.test.ts',
  'server/iam/tokens/{openstack-clients,version-routes}.test.ts',
  'server/upstream/registry/registry-kind.test.ts',
  'server/console/languages.test.ts',
  'server/config.test.ts',
  'server/http/{base-path,compress-answers}.test.ts',
  'server/store/{migrate,prepared,lost-connection}.test.ts',
  'server/upstream/transport/**',
  'server/upstream/registry/{pass-routes,remote-blockers,conformance}.test.ts',
  'server/upstream/identity/remote-authenticator.test.ts',
  // What they wait for is the remote registry.
  'server/upstream/registry/{remote-deletions,remote-truth}.test.ts',
  'server/upstream/identity/renewing.test.ts',
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
          globalSetup: [
            'server/testing/setup/build-gateway.ts',
            'server/testing/setup/make-sample-directory.ts',
          ],
          exclude: ON_POSTGRES_ONLY,
          provide: { database: 'pglite', postgresTemplate: '' },
        },
      },
      {
        test: {
          ...SERVER_TESTS,
          name: 'postgres',
          provide: { database: 'postgres', sampleDirectory: '' },
          globalSetup: ['server/testing/setup/build-gateway.ts', 'server/testing/setup/start-postgres.ts'],
        },
      },
    ],
  },
});
