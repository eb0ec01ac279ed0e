import { readConfig, STORE_FLAGS, UsageError } from '../../config.ts';
import { addProject } from '../../iam/users/add-project.ts';
import { projectsOf } from '../../iam/users/projects-of.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/schema.ts';
import { requireOwnRegistry } from '../../upstream/registry/registry-kind.ts';
import { countOf } from '../count-of.ts';
import { parseArgv, required } from '../parse-argv.ts';
import { printable } from '../printable.ts';

/** `coppice project add | list …`: the projects of this registry. */
export async function changeProjects(words: string[]): Promise<void> {
  const { values, positionals } = parseArgv({ args: words, options: OPTIONS, allowPositionals: true });
  const [verb, name, ...others] = positionals;
  if (others.length > 0) throw new UsageError(WRITE);
  const act = actionFor(verb, name, values.account);
  const { store, close } = await openStore(readConfig(values, process.env).store);
  try {
    await act(store);
  } finally {
    await close();
  }
}

const OPTIONS = { ...STORE_FLAGS, account: { type: 'string' } } as const;

const WRITE = 'Write: coppice project add NAME … or coppice project list';

/** What is to be done, once all that it needs is known to be there. */
function actionFor(
  verb: string | undefined,
  name: string | undefined,
  account: string | undefined,
): (store: Store) => Promise<void> {
  if (verb === 'add') {
    const names = { project: required('name', name), account: required('account', account) };
    return (store) => add(store, names);
  }
  if (verb !== 'list' || name !== undefined) throw new UsageError(WRITE);
  return (store) => list(store, account);
}

async function add(store: Store, names: { account: string; project: string }): Promise<void> {
  await requireOwnRegistry(store);
  const made = await store.transaction().execute((trx) => addProject(trx, names));
  if (made.account.isNew) console.log(`Made account ${names.account}.`);
  const is = made.project.isNew ? 'Made' : 'There is already a';
  console.log(`${is} project ${names.project} in ${names.account}.`);
}

async function list(store: Store, account: string | undefined): Promise<void> {
  const projects = await projectsOf(store, account);
  for (const { project_name, account_name, admins, operators, viewers } of projects) {
    const members = [
      countOf(admins, 'admin'),
      countOf(operators, 'operator'),
      countOf(viewers, 'viewer'),
    ].join(', ');
    console.log([project_name, account_name, members].map(printable).join('  '));
  }
  if (projects.length === 0) console.log('There are none.');
}
