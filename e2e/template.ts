import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data directory with the sample in it, made once a run; every test starts from a copy. */
export const TEMPLATE = join(
  tmpdir(),
  `coppice-e2e-template-${process.env['COPPICE_E2E_RUN'] ?? process.pid}`,
);
