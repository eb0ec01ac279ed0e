import { spawn } from 'node:child_process';
import { once } from 'node:events';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data directory of a gateway with the sample, to be copied; on PostgreSQL it has the secret alone. */
    sampleDirectory: string;
  }
}

/**
 * Has a gateway of its own put the sample into a database, and ends it.
 *
 * @param directory where its secret is kept, and its database, too, if that is not on PostgreSQL.
 * @throws Error when it does not start.
 */
export async function fillWithSample(directory: string, databaseUrl = ''): Promise<void> {
  const words = ['dist/server/main.js', '--sample', '--port', '0', '--data', directory];
  const gateway = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  const ended = once(gateway, 'exit');
  // It says that it is ready, or ends without a word.
  await Promise.race([once(gateway.stdout, 'data'), ended]);
  gateway.kill('SIGTERM');
  const [code] = await ended;
  if (code !== 0) throw new Error(`The sample could not be made: the gateway ended with ${code}.`);
}
