import { randomUUID } from 'node:crypto';
import { MAX_LISTED } from '../../../core/console-api/activity/activity.ts';
import type { CreateServiceBody } from '../../../core/contract/service-requests.ts';
import { activityBy, noteActivities } from '../../activity/note-activity.ts';
import { ApiError } from '../../errors.ts';
import type { Caller } from '../../iam/caller.ts';
import type { Store, StoreTransaction } from '../../store/schema.ts';
import { lockGroups } from '../groups/lock-groups.ts';
import { refreshGroups } from '../groups/refresh-groups.ts';
import { noSuchModel } from '../models/read-model.ts';
import { refreshHeld } from './refresh-held.ts';

/**
 * Deploys models as a service; it runs at once.
 *
 * @throws ApiError 3001 (NO_SUCH_MODEL) for a model that is not there; 0104 (bad parameter) for a name that is taken or a
 *   model named twice.
 */
export function createService(
  store: Store,
  caller: Caller,
  { service_name, infer_type, description, config }: CreateServiceBody,
): Promise<{ service_id: string }> {
  const { project_id } = caller;
  return store.transaction().execute(async (trx) => {
    const names = await holdModels(trx, project_id, config);
    const service_id = randomUUID();
    const now = Date.now();
    const inserted = await trx
      .insertInto('services')
      .values({
        project_id,
        service_id,
        service_name,
        infer_type,
        description,
        status: 'running',
        owner: caller.user_id,
        tenant: caller.account_id,
        publish_at: now,
        transition_at: now,
      })
      .onConflict((conflict) => conflict.columns(['project_id', 'service_name']).doNothing())
      .returning('service_id')
      .executeTakeFirst();
    if (!inserted) throw new ApiError('ModelArts.0104', `There is a service named ${service_name} already.`);
    await trx
      .insertInto('service_models')
      .values(config.map(({ model_id, weight }) => ({ project_id, service_id, model_id, weight })))
      .execute();
    await refreshHeld(trx, project_id, [service_id]);
    await refreshGroups(trx, project_id, names);
    const facts = { service_id, name_count: names.length, names: names.slice(0, MAX_LISTED) };
    const subject = { id: service_id, name: service_name };
    await noteActivities(trx, [activityBy(caller, { kind: 'service-deployed', subject, facts })]);
    return { service_id };
  });
}

/** Locks the names of the models that a service will use, so that none of them is deleted concurrently. */
async function holdModels(
  trx: StoreTransaction,
  project_id: string,
  config: CreateServiceBody['config'],
): Promise<string[]> {
  const ids = [...new Set(config.map((use) => use.model_id))];
  if (ids.length < config.length)
    throw new ApiError('ModelArts.0104', 'config names a model more than once.');
  const models = trx
    .selectFrom('models')
    .select(['model_id', 'model_name'])
    .where('project_id', '=', project_id)
    .where('model_id', 'in', ids);
  const names = [...new Set((await models.execute()).map((model) => model.model_name))];
  await lockGroups(trx, project_id, names);
  const found = new Set((await models.execute()).map((model) => model.model_id));
  const missing = ids.find((id) => !found.has(id));
  if (missing) throw noSuchModel(missing);
  return names;
}
