import type { Insertable } from 'kysely';
import type { Database, StoreTransaction } from '../../store/schema.ts';
import { addToGroups } from '../groups/change-groups.ts';
import { lockGroups } from '../groups/lock-groups.ts';
import { rankVersion } from './model-row.ts';

/** A model to be stored; `detail` holds the API's other fields by their names. Size in bytes, time in ms since the epoch. */
export type NewModel = {
  model_id: string;
  model_name: string;
  model_version: string;
  model_type: string;
  model_status: string;
  model_size: number;
  description: string;
  owner: string;
  tenant: string;
  create_at: number;
  subscription_id: string | null;
  detail: Record<string, unknown>;
};

/** Rows of one INSERT: well below PostgreSQL's 65,535 parameters. */
const BATCH = 500;

/**
 * Inserts models, which no service uses yet, and updates the summaries of their names.
 *
 * @param lock locks the summaries of names, and answers them.
 * @throws the database's unique violation (23505) when a name and version exist already.
 */
export async function insertModels(
  trx: StoreTransaction,
  project_id: string,
  models: readonly NewModel[],
  lock = lockGroups,
): Promise<void> {
  if (models.length === 0) return;
  const insert = async () => {
    for (const rows of rowsOf(project_id, models)) await trx.insertInto('models').values(rows).execute();
  };
  await addToGroups(trx, project_id, models, { insert, lock });
}

/** Models as rows of the table, in batches of one INSERT each. */
export function* rowsOf(
  project_id: string,
  models: readonly NewModel[],
): Generator<Insertable<Database['models']>[]> {
  for (let start = 0; start < models.length; start += BATCH) {
    yield models.slice(start, start + BATCH).map(({ detail, ...model }) => ({
      ...model,
      project_id,
      version_rank: rankVersion(model.model_version),
      detail: JSON.stringify(detail),
    }));
  }
}
