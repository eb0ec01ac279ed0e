import { randomUUID } from 'node:crypto';
import type { CreateModelBody } from '../../../core/contract/create-model.ts';
import { activityBy, noteActivities } from '../../activity/note-activity.ts';
import { ApiError } from '../../errors.ts';
import type { Caller } from '../../iam/caller.ts';
import type { Store } from '../../store/schema.ts';
import { insertModels } from './insert-models.ts';

/**
 * Registers a version; it is published at once, as there is nothing to build.
 *
 * @throws ApiError 3002 (duplicate version) when the name has this version already.
 */
export async function createModel(
  store: Store,
  caller: Caller,
  body: CreateModelBody,
): Promise<{ model_id: string }> {
  const { model_name, model_version, model_type, description = '', workspace_id: _, ...detail } = body;
  const model_id = randomUUID();
  await store.transaction().execute(async (trx) => {
    const existing = await trx
      .selectFrom('models')
      .select('model_id')
      .where('project_id', '=', caller.project_id)
      .where('model_name', '=', model_name)
      .where('model_version', '=', model_version)
      .executeTakeFirst();
    if (existing) throw versionExists(model_name, model_version);
    const model = { model_id, model_name, model_version, model_type, description, detail };
    await insertModels(trx, caller.project_id, [
      {
        ...model,
        model_status: 'published',
        model_size: 0,
        owner: caller.user_id,
        tenant: caller.account_id,
        create_at: Date.now(),
        subscription_id: null,
      },
    ]).catch((error: unknown) => {
      // A race of two requests: the unique constraint decides, and the later one gets the 409.
      throw isUniqueViolation(error) ? versionExists(model_name, model_version) : error;
    });
    const subject = { id: model_id, name: model_name };
    await noteActivities(trx, [
      activityBy(caller, { kind: 'created', subject, facts: { versions: [model_version] } }),
    ]);
  });
  return { model_id };
}

function versionExists(name: string, version: string): ApiError {
  return new ApiError('ModelArts.3002', `The model ${name} already has a version ${version}.`);
}

const UNIQUE_VIOLATION = '23505';

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION;
}
