import { rmSync } from 'node:fs';
import { createDatabase } from '../../server/testing/setup/postgres-database.ts';
import { startPostgresServer } from '../../server/testing/setup/postgres-server.ts';
import { startGateway } from '../gateways/gateway-process.ts';
import { sendAtOnce } from './grace-periods.ts';
import { signInToTemplate } from './signed-in.ts';

/**
 * Starts the run's PostgreSQL, and fills a database on it and a data directory with the sample, its users signed in, once
 * for all tests; what it returns takes them away again.
 */
export default async function makeTemplate(): Promise<() => Promise<void>> {
  process.env['COPPICE_E2E_RUN'] = String(process.pid);
  const { POSTGRES_TEMPLATE, TEMPLATE } = await import('./template.ts');
  rmSync(TEMPLATE, { recursive: true, force: true });
  const server = await startPostgresServer();
  const databaseUrl = await createDatabase(server.url);
  process.env[POSTGRES_TEMPLATE] = databaseUrl;
  const onPGlite = await startGateway(TEMPLATE);
  const onPostgres = await startGateway(TEMPLATE, { databaseUrl });
  await signInToTemplate('pglite', onPGlite.url);
  await signInToTemplate('postgres', onPostgres.url);
  await Promise.all([onPGlite.url, onPostgres.url].map(sendAtOnce));
  await Promise.all([onPGlite.end(), onPostgres.end()]);
  return async () => {
    await server.stop();
    rmSync(TEMPLATE, { recursive: true, force: true });
  };
}
