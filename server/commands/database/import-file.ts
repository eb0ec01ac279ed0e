import { createReadStream } from 'node:fs';
import { sql } from 'kysely';
import { readConfig, STORE_FLAGS, UsageError } from '../../config.ts';
import { decodeText } from '../../import/decode-text.ts';
import { importModels } from '../../import/import-models.ts';
import { nothingLeftOut, tellLeftOut } from '../../import/left-out.ts';
import { openStore } from '../../store/open-store.ts';
import { requireOwnRegistry } from '../../upstream/registry/registry-kind.ts';
import { findProject } from '../find-project.ts';
import { parseArgv, required } from '../parse-argv.ts';
import { requireFile } from './require-file.ts';

/** `coppice import FILE …`: loads models into a project, all or none. */
export async function importFile(words: string[]): Promise<void> {
  const { values, positionals } = parseArgv({ args: words, options: OPTIONS, allowPositionals: true });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new UsageError('Write: coppice import FILE …');
  const account = required('account', values.account);
  const project = required('project', values.project);
  await requireFile(path);
  const { store, close } = await openStore(readConfig(values, process.env).store);
  try {
    await requireOwnRegistry(store);
    const found = await findProject(store, account, project);
    const left = nothingLeftOut();
    const count = await importModels(store, found, decodeText(createReadStream(path)), left);
    // The embedded database has nobody who does this in passing, and plans searches badly without.
    await sql`vacuum (analyze)`.execute(store);
    console.log(`Imported ${count} ${count === 1 ? 'model' : 'models'} into ${project} of ${account}.`);
    for (const sentence of tellLeftOut(left)) console.log(sentence);
  } finally {
    await close();
  }
}

const OPTIONS = { ...STORE_FLAGS, account: { type: 'string' }, project: { type: 'string' } } as const;
