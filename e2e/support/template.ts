import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data directory with the sample in it, made once a run; every test on PGlite starts from a copy. */
export const TEMPLATE = join(
  tmpdir(),
  `coppice-e2e-template-${process.env['COPPICE_E2E_RUN'] ?? process.pid}`,
);

/** Where the run's PostgreSQL is told to the tests: the URL of a database with the sample, for each to copy. */
export const POSTGRES_TEMPLATE = 'COPPICE_E2E_POSTGRES';
