import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, statSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { fetchBackup } from '../../backup/fetch-backup.ts';
import { checkBackup } from '../../backup/read-backup.ts';
import { writeBackup } from '../../backup/write-backup.ts';
import { readConfig, STORE_FLAGS, UsageError } from '../../config.ts';
import { DirectoryInUse } from '../../store/data-lock.ts';
import { openAsItIs, type StoreConfig } from '../../store/open-store.ts';
import { Failure } from '../failure.ts';
import { parseArgv } from '../parse-argv.ts';
import { requirePlaceFor } from './require-file.ts';

/** `coppice backup FILE`: writes all that the database holds into a file, whether a gateway is running or not. */
export async function backUp(words: string[]): Promise<void> {
  const { values, positionals } = parseArgv({ args: words, options: OPTIONS, allowPositionals: true });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new UsageError('Write: coppice backup FILE');
  const { store } = readConfig(values, process.env);
  if (!values.force && existsSync(path) && !statSync(path).isDirectory())
    throw new Failure(`${path} is there already. Choose another name, or overwrite it with --force.`);

  await requirePlaceFor(path);
  const part = `${path}.${randomUUID()}.part`;
  try {
    await writeInto(() => createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }), store);
    const { rows } = await checkBackup(part);
    await rename(part, path);
    console.log(
      `Backed up ${rows} rows into ${path} (${(await stat(path)).size} bytes), and read them back.`,
    );
  } finally {
    await rm(part, { force: true });
  }
}

const OPTIONS = { ...STORE_FLAGS, force: { type: 'boolean' } } as const;

/** Writes the database itself, or has the gateway that runs on it write it. */
async function writeInto(openOutput: () => Writable, config: StoreConfig): Promise<void> {
  if (config.kind === 'directory' && !existsSync(join(config.directory, 'db')))
    throw new Failure(`There is no data of Coppice in ${config.directory}.`);
  try {
    const { store, close } = await openAsItIs(config);
    await writeBackup(store, openOutput()).finally(close);
  } catch (error) {
    if (config.kind !== 'directory' || !(error instanceof DirectoryInUse)) throw error;
    await fetchBackup(config.directory, openOutput);
  }
}
