import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { MAX_LISTED } from '../../core/console-api/activity/activity.ts';
import { type NewActivity, noteActivities } from '../activity/note-activity.ts';
import { hashPassword } from '../iam/sign-in/passwords.ts';
import { type AddedUser, createUser } from '../iam/users/create-user.ts';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import { insertModels, type NewModel } from '../registry/models/insert-models.ts';
import { refreshHeld } from '../registry/services/refresh-held.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { type Owner, sampleModels } from './sample-models.ts';
import { SAMPLE_ACCOUNT, SAMPLE_COLLEAGUES, SAMPLE_PROJECT, SAMPLE_USERS } from './sample-people.ts';
import { sampleServices } from './sample-services.ts';

/**
 * Fills an empty registry, one without any account, with the sample; leaves any other as it is. Gateways that start
 * together take turns: the first one does it.
 *
 * @returns whether it did.
 */
export async function loadSample(store: Store): Promise<boolean> {
  return store.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${SAMPLE_LOCK})`.execute(trx);
    const anybody = await trx.selectFrom('accounts').select('account_id').limit(1).executeTakeFirst();
    if (anybody) return false;
    const owner = await addPeople(trx);
    const models = sampleModels(owner);
    await insertModels(trx, owner.project_id, models);
    const { services, uses } = sampleServices(owner);
    await trx.insertInto('services').values(services).execute();
    await trx.insertInto('service_models').values(uses).execute();
    const ids = services.map((service) => service.service_id);
    await refreshHeld(trx, owner.project_id, ids);
    const names = [...new Set(models.map((model) => model.model_name))];
    await refreshGroups(trx, owner.project_id, names);
    await noteActivities(trx, [importOf(owner, models, names)]);
    return true;
  });
}

function importOf(
  { project_id, account_id }: Owner,
  models: readonly NewModel[],
  names: readonly string[],
): NewActivity {
  const bytes = models.reduce((sum, model) => sum + model.model_size, 0);
  return {
    account_id,
    project_id,
    kind: 'imported',
    actor: { user_id: '', user_name: '' },
    subject: { id: '', name: '' },
    count: models.length,
    facts: { bytes, name_count: names.length, names: names.slice(0, MAX_LISTED) },
  };
}

/** Any number, if it is no other lock's: the name of an advisory lock. */
const SAMPLE_LOCK = 4_600_001;

/** Adds the sample's people; the operator owns its models. */
async function addPeople(trx: StoreTransaction): Promise<Owner> {
  const [operator] = await addEach(trx, SAMPLE_USERS, (name) => name);
  await addEach(trx, SAMPLE_COLLEAGUES, () => randomBytes(32).toString('base64url'));
  if (!operator) throw new Error('The sample has no users.');
  return operator;
}

type Person = (typeof SAMPLE_USERS | typeof SAMPLE_COLLEAGUES)[number];

async function addEach(
  trx: StoreTransaction,
  people: readonly Person[],
  passwordOf: (name: string) => string,
): Promise<AddedUser[]> {
  const hashes = await Promise.all(people.map(({ name }) => hashPassword(passwordOf(name))));
  const added: AddedUser[] = [];
  for (const [place, { name, role, user_id }] of people.entries()) {
    const names = { account: SAMPLE_ACCOUNT, project: SAMPLE_PROJECT, user: name };
    added.push(await createUser(trx, { ...names, role, user_id, password_hash: hashes[place] ?? '' }));
  }
  return added;
}
