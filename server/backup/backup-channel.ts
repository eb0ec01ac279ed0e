import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { directoryUnusable } from '../store/directory-unusable.ts';
import type { Store } from '../store/schema.ts';
import { writeBackup } from './write-backup.ts';

/** The file in the data directory that says where the channel is, and what opens it; for its owner's eyes only. */
export const CHANNEL_FILE = 'backup-channel';

export const Channel = z.object({ port: z.int().positive(), key: z.string().min(32) });

/** How long a backup may wait for whoever fetches it to take more, in ms. */
const MAX_STALL_MS = 60_000;

/**
 * Lets `coppice backup` on this machine ask for a backup of the database that this process alone may open: a port of
 * its own on the loopback, which no proxy leads to and a key in the data directory opens.
 *
 * @throws DirectoryUnusable when the key cannot be written there.
 */
export async function openBackupChannel(
  directory: string,
  store: Store,
): Promise<{ close: () => Promise<void> }> {
  const key = randomBytes(32).toString('base64url');
  const server = createServer(async (request, response) => {
    if (
      request.headers.authorization === undefined ||
      !isSame(request.headers.authorization, `Bearer ${key}`)
    )
      return response.writeHead(401).end();
    try {
      await answer(directory, store, response);
    } catch (error) {
      console.error('A backup could not be made:', error);
      response.destroy();
    }
  });
  const port = await listen(server);
  const file = join(directory, CHANNEL_FILE);
  const close = async () => {
    rmSync(file, { force: true });
    await new Promise((done) => server.close(done));
  };
  try {
    rmSync(file, { force: true });
    writeFileSync(file, JSON.stringify({ port, key }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    await close();
    throw directoryUnusable(directory, error, 'cannot be written to');
  }
  return { close };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The backup channel has no port.');
  return address.port;
}

function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}

/** Writes the backup into a file first: however slowly it is fetched, the database waits no longer than for that. */
async function answer(directory: string, store: Store, response: ServerResponse): Promise<void> {
  const path = join(directory, `backup-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    // It has no name any more: it goes with the process, however that ends.
    await rm(path);
    await writeBackup(store, file.createWriteStream({ autoClose: false }));
    response.setTimeout(MAX_STALL_MS, () => response.destroy());
    response.writeHead(200, { 'content-type': 'application/gzip' });
    await pipeline(file.createReadStream({ start: 0, autoClose: false }), response);
  } finally {
    await file.close();
  }
}
