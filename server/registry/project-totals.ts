import { sql } from 'kysely';
import type { Store, StoreTransaction, Tallies } from '../store/schema.ts';

/** How many names and versions a project has, and their bytes. */
export type Totals = { names: number; versions: number; model_size: number };

/** What of a name's summary is totalled. */
type Summed = { versions: number; model_size: number; tallies: Tallies };

/** The totals of everything are kept as those of a facet that has no words. */
const EVERYTHING = '';

/**
 * Makes a project's totals, in all and by facet, true after the summaries of names changed. The last thing that a
 * transaction locks: the totals of everything first, so that writers take turns there.
 */
export async function changeTotals(
  trx: StoreTransaction,
  project_id: string,
  before: readonly Summed[],
  after: readonly Summed[],
): Promise<void> {
  const changes = new Map<string, Totals>();
  for (const summary of before) addTo(changes, summary, -1);
  for (const summary of after) addTo(changes, summary, 1);
  const rows = [...changes]
    .filter(([, { names, versions, model_size }]) => names !== 0 || versions !== 0 || model_size !== 0)
    .sort(([facet], [other]) => (facet < other ? -1 : 1))
    .map(([facet, change]) => ({ project_id, facet, ...change }));
  if (rows.length === 0) return;
  await trx
    .insertInto('project_totals')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['project_id', 'facet']).doUpdateSet({
        names: sql`project_totals.names + excluded.names`,
        versions: sql`project_totals.versions + excluded.versions`,
        model_size: sql`project_totals.model_size + excluded.model_size`,
      }),
    )
    .execute();
}

function addTo(totals: Map<string, Totals>, { versions, model_size, tallies }: Summed, sign: 1 | -1): void {
  if (versions === 0) return;
  for (const [facet, tally] of [
    [EVERYTHING, { versions, model_size }] as const,
    ...Object.entries(tallies),
  ]) {
    const total = totals.get(facet) ?? { names: 0, versions: 0, model_size: 0 };
    totals.set(facet, {
      names: total.names + sign,
      versions: total.versions + sign * tally.versions,
      model_size: total.model_size + sign * tally.model_size,
    });
  }
}

/**
 * The totals of a project.
 *
 * @param facet only of the versions that have it (facets.ts).
 */
export async function readTotals(store: Store, project_id: string, facet = EVERYTHING): Promise<Totals> {
  const row = await store
    .selectFrom('project_totals')
    .select(['names', 'versions', 'model_size'])
    .where('project_id', '=', project_id)
    .where('facet', '=', facet)
    .executeTakeFirst();
  return row ?? { names: 0, versions: 0, model_size: 0 };
}
