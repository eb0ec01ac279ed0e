import { sql } from 'kysely';
import { namesToTell, notifyChange } from '../events/notify-change.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';

/** How many names and versions a project has, and their bytes. */
export type Totals = { names: number; versions: number; model_size: number };

type Summed = { model_name: string; versions: number; model_size: number };

/**
 * Makes a project's totals true after the summaries of names changed, and tells whoever listens which they are. The
 * last thing that a transaction locks. Everything that changes models or services comes by here.
 *
 * @param before of every name concerned.
 * @param gone the ids of versions that were deleted, all of one name.
 */
export async function changeTotals(
  trx: StoreTransaction,
  project_id: string,
  before: readonly Summed[],
  after: readonly Summed[],
  gone: string[] = [],
): Promise<void> {
  const [was, is] = [sum(before), sum(after)];
  const names = before.map((summary) => summary.model_name);
  const change = {
    names: is.names - was.names,
    versions: is.versions - was.versions,
    model_size: is.model_size - was.model_size,
  };
  await trx
    .insertInto('project_totals')
    .values({ project_id, ...change })
    .onConflict((conflict) =>
      conflict.column('project_id').doUpdateSet({
        names: sql`project_totals.names + excluded.names`,
        versions: sql`project_totals.versions + excluded.versions`,
        model_size: sql`project_totals.model_size + excluded.model_size`,
      }),
    )
    .returning(notifyChange(project_id, { about: 'models', names: namesToTell(names), gone }))
    .execute();
}

/** The totals of a project. */
export async function readTotals(store: Store, project_id: string): Promise<Totals> {
  const row = await store
    .selectFrom('project_totals')
    .select(['names', 'versions', 'model_size'])
    .where('project_id', '=', project_id)
    .executeTakeFirst();
  return row ?? { names: 0, versions: 0, model_size: 0 };
}

function sum(summaries: readonly Summed[]): Totals {
  const totals = { names: 0, versions: 0, model_size: 0 };
  for (const { versions, model_size } of summaries) {
    totals.names += versions > 0 ? 1 : 0;
    totals.versions += versions;
    totals.model_size += model_size;
  }
  return totals;
}
