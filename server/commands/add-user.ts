import { ROLES } from '../../core/contract/iam.ts';
import { readConfig, STORE_FLAGS, UsageError } from '../config.ts';
import { hashPassword } from '../iam/passwords.ts';
import { addPerson } from '../iam/people.ts';
import { openStore } from '../store/open-store.ts';
import { requireOwnRegistry } from '../upstream/registry-kind.ts';
import { parseWords, required } from './parse-words.ts';
import { readPassword } from './read-password.ts';

/** `coppice user add NAME …`: lets a person into a project, and says what it did. */
export async function addUser(words: string[]): Promise<void> {
  const { values, positionals } = parseWords({ args: words, options: OPTIONS, allowPositionals: true });
  const [verb, name, ...others] = positionals;
  if (verb !== 'add' || others.length > 0) throw new UsageError('Write: coppice user add NAME …');
  const user = required('name', name);
  const account = required('account', values.account);
  const project = required('project', values.project);
  const role = ROLES.find((known) => known === values.role);
  if (!role) throw new UsageError(`--role has to be one of ${ROLES.join(', ')}.`);
  const config = readConfig(values, process.env);

  const password_hash = await hashPassword(await readPassword(user, values['password-stdin'] === true));
  const { store, close } = await openStore(config.store);
  try {
    await requireOwnRegistry(store);
    const person = { account, project, user, password_hash, role };
    const { made } = await store.transaction().execute((trx) => addPerson(trx, person));
    if (made.account) console.log(`Made account ${account}.`);
    if (made.project) console.log(`Made project ${project}.`);
    console.log(`${made.user ? 'Added' : 'Updated'} ${user}: ${role} of ${project} in ${account}.`);
  } finally {
    await close();
  }
}

const OPTIONS = {
  ...STORE_FLAGS,
  account: { type: 'string' },
  project: { type: 'string' },
  role: { type: 'string' },
  'password-stdin': { type: 'boolean' },
} as const;
