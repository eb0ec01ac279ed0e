import { restoreBackup } from '../../backup/restore-backup.ts';
import { readConfig, STORE_FLAGS, UsageError } from '../../config.ts';
import { AnotherSecret, requireSameSecret } from '../../iam/same-secret.ts';
import { readSecret } from '../../iam/secret.ts';
import { openAsItIs } from '../../store/open-store.ts';
import { parseArgv } from '../parse-argv.ts';
import { requireFile } from './require-file.ts';

/** `coppice restore FILE`: puts what a backup holds in place of what the database holds. */
export async function restore(words: string[]): Promise<void> {
  const { values, positionals } = parseArgv({ args: words, options: OPTIONS, allowPositionals: true });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new UsageError('Write: coppice restore FILE');
  const config = readConfig(values, process.env);
  await requireFile(path);
  const { store, close } = await openAsItIs(config.store);
  try {
    const { header, rows } = await restoreBackup(store, path, values.force ? 'anything' : 'empty');
    console.log(`Restored ${rows} rows of ${header.made_at}.`);
    await requireSameSecret(store, readSecret(config.secret, config.data));
  } catch (error) {
    if (!(error instanceof AnotherSecret)) throw error;
    console.log(`Before a gateway starts: ${error.message}`);
  } finally {
    await close();
  }
}

const OPTIONS = { ...STORE_FLAGS, force: { type: 'boolean' } } as const;
