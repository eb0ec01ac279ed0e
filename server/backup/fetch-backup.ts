import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CHANNEL_FILE, Channel } from './backup-channel.ts';

/** The process that has the data directory gave no backup. */
export class NoBackupGiven extends Error {}

/**
 * Has the gateway that runs on a data directory make a backup, and fetches it.
 *
 * @throws NoBackupGiven when whoever has the directory does not answer.
 */
export async function fetchBackup(directory: string, openOutput: () => Writable): Promise<void> {
  let response: IncomingMessage;
  try {
    const { port, key } = Channel.parse(JSON.parse(readFileSync(join(directory, CHANNEL_FILE), 'utf8')));
    const headers = { authorization: `Bearer ${key}` };
    const asking = request({ host: '127.0.0.1', port, method: 'POST', path: '/backup', headers }).end();
    [response] = await once(asking, 'response');
  } catch (error) {
    throw new NoBackupGiven(NOBODY_ANSWERS, { cause: error });
  }
  if (response.statusCode !== 200) throw new NoBackupGiven(NOBODY_ANSWERS);
  await pipeline(response, openOutput());
}

const NOBODY_ANSWERS = `Another Coppice has the data directory and gives no backup of it: it is starting or stopping, or
is a command that ends soon, or it failed and says so in its log. Try again.`;
