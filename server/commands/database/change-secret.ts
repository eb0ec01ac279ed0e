import { noteActivities } from '../../activity/note-activity.ts';
import { readConfig, STORE_FLAGS, UsageError } from '../../config.ts';
import { changeSecret as changeIn } from '../../iam/same-secret.ts';
import { readSecret } from '../../iam/secret.ts';
import { COMMAND } from '../../people/actor.ts';
import { openStore } from '../../store/open-store.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { parseArgv } from '../parse-argv.ts';

/** `coppice secret change`: makes the secret that is given now that of the database. */
export async function changeSecret(words: string[]): Promise<void> {
  const { values, positionals } = parseArgv({ args: words, options: STORE_FLAGS, allowPositionals: true });
  if (positionals.join(' ') !== 'change') throw new UsageError('Write: coppice secret change');
  const config = readConfig(values, process.env);
  const { store, close } = await openStore(config.store);
  try {
    const secret = readSecret(config.secret, config.data);
    const { sessions, keys, webhooks } = await store.transaction().execute(async (trx) => {
      await noteChange(trx);
      return changeIn(trx, secret);
    });
    console.log(`The secret is changed: ${sessions} sessions and ${keys} access keys were removed.`);
    if (webhooks > 0n)
      console.log(`${webhooks} webhooks send nothing until each is given a new secret on its page.`);
  } finally {
    await close();
  }
}

/** It is in the audit of every account, as each loses its sessions and keys. */
async function noteChange(trx: StoreTransaction): Promise<void> {
  const accounts = await trx.selectFrom('accounts').select('account_id').execute();
  const subject = { id: '', name: '' };
  await noteActivities(
    trx,
    accounts.map(({ account_id }) => {
      return { account_id, project_id: null, kind: 'secret-changed', actor: COMMAND, subject };
    }),
  );
}
