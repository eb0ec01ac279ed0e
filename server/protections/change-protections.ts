import type { ProtectBody, ProtectionSubject } from '../../core/console-api/models/protections.ts';
import { NO_SUCH_MODEL } from '../../core/contract/errors.ts';
import { normalId } from '../../core/contract/id.ts';
import type { Protection } from '../../core/deletion/protection.ts';
import { type NewActivity, noteActivities } from '../activity/note-activity.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import { recountKeptOut } from '../registry/groups/recount-kept-out.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { lockSyncState } from '../upstream/sync/lease.ts';
import { inForce, PROTECTION_COLUMNS } from './in-force.ts';

/** What is protected, as a row has it: ids in their normal form, `''` for a whole name. */
type Subject = Pick<Protection, 'model_name' | 'model_id' | 'model_version'>;

/**
 * Protects a version, or a name with the versions that it is still to get; one that is protected gets the new reason and end.
 * Deletions of the name that are under way are waited for, and see it afterwards.
 *
 * @throws ApiError 3001 (NO_SUCH_MODEL) when there is no such version, or no version of such a name; 0005 (bad request) for
 *   an end that has passed.
 */
export function protect(
  store: Store,
  caller: Caller,
  { note, until, ...of }: ProtectBody,
  now = Date.now(),
): Promise<Protection> {
  if (until !== null && until <= now)
    throw new ApiError('Coppice.0005', 'Nothing was protected: it would have ended by now.');
  return store.transaction().execute(async (trx) => {
    const { project_id, user_id, user_name } = caller;
    await lockSyncState(trx, project_id);
    const subject = await lockSubject(trx, project_id, of);
    const reason = { note, until, user_id, user_name, created_at: now };
    const protection = await trx
      .insertInto('protections')
      .values({ project_id, ...subject, ...reason })
      .onConflict((conflict) =>
        conflict
          .columns(['project_id', 'model_name', 'model_id'])
          .doUpdateSet({ ...reason, model_version: subject.model_version }),
      )
      .returning(PROTECTION_COLUMNS)
      .executeTakeFirstOrThrow();
    await recountKeptOut(trx, project_id, subject);
    await noteActivities(trx, [activityOf(caller, 'protected', protection)], now);
    return protection;
  });
}

/**
 * Lifts a protection.
 *
 * @throws ApiError 0006 (not found) when nothing is protected by it, or not any more.
 */
export function liftProtection(
  store: Store,
  caller: Caller,
  of: ProtectionSubject,
  now = Date.now(),
): Promise<void> {
  const { project_id } = caller;
  return store.transaction().execute(async (trx) => {
    await lockSyncState(trx, project_id);
    const lifted = await trx
      .deleteFrom('protections')
      .where('project_id', '=', project_id)
      .$if('model_id' in of, (rows) =>
        rows.where('model_id', '=', 'model_id' in of ? normalId(of.model_id) : ''),
      )
      .$if('model_name' in of, (rows) =>
        rows.where('model_id', '=', '').where('model_name', '=', 'model_name' in of ? of.model_name : ''),
      )
      .where(inForce(now))
      .returning(PROTECTION_COLUMNS)
      .executeTakeFirst();
    if (!lifted) throw new ApiError('Coppice.0006', 'Nothing was lifted: there is no such protection.');
    await recountKeptOut(trx, project_id, lifted);
    await noteActivities(trx, [activityOf(caller, 'protection-lifted', lifted)], now);
  });
}

/** What is to be protected, by what the registry has of it, locked against deletions. */
async function lockSubject(
  trx: StoreTransaction,
  project_id: string,
  of: ProtectionSubject,
): Promise<Subject> {
  const model_name =
    'model_name' in of ? of.model_name : (await findVersion(trx, project_id, of.model_id))?.model_name;
  const group = await trx
    .selectFrom('model_groups')
    .select('versions')
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name ?? '')
    .forUpdate()
    .executeTakeFirst();
  if ('model_name' in of) {
    if (group && group.versions > 0) return { model_name: of.model_name, model_id: '', model_version: '' };
    throw new ApiError(NO_SUCH_MODEL, `There is no model of the name ${of.model_name}.`);
  }
  // A deletion that was waited for may have taken it.
  const version = await findVersion(trx, project_id, of.model_id);
  if (version) return { ...version, model_id: normalId(version.model_id) };
  throw new ApiError(NO_SUCH_MODEL, `The model (${of.model_id}) does not exist.`);
}

function findVersion(trx: StoreTransaction, project_id: string, model_id: string) {
  return trx
    .selectFrom('models')
    .select(['model_name', 'model_id', 'model_version'])
    .where('project_id', '=', project_id)
    .where('model_id', '=', model_id)
    .executeTakeFirst();
}

function activityOf(
  { account_id, project_id, user_id, user_name }: Caller,
  kind: 'protected' | 'protection-lifted',
  { model_name, model_id, model_version, note, until }: Protection,
): NewActivity {
  return {
    account_id,
    project_id,
    kind,
    actor: { user_id, user_name },
    subject: { id: model_id, name: model_name },
    facts: {
      ...(model_version !== '' && { versions: [model_version] }),
      note,
      ...(until !== null && { until }),
    },
  };
}
