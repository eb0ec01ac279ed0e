import { sql } from 'kysely';
import { namesToTell, notifyChange } from '../../events/notify-change.ts';
import type { Store, StoreTransaction, Tallies } from '../../store/schema.ts';
import { totalChangesOf, type WeekChange } from './created-weeks.ts';

/** How many names and versions a project has, and their bytes. */
export type Totals = { names: number; versions: number; model_size: number };

/** The fields of a name's summary that are totalled. */
type Summed = { model_name: string; versions: number; model_size: number; tallies: Tallies };

/** The key of the totals of everything: the facet without properties. */
const EVERYTHING = '';

const NOTHING: Totals = { names: 0, versions: 0, model_size: 0 };

/** How the summaries of some names changed. */
type SummaryChange = {
  /** Of every name concerned. */
  before: readonly Summed[];
  after: readonly Summed[];
  /** By the weeks in which versions were created. */
  weeks: readonly WeekChange[];
  /** The ids of versions that were deleted, all of one name. */
  deletedIds?: string[];
};

/**
 * Applies a change of summaries to the project's totals, in all, by facet and by week, and notifies subscribers of the names
 * concerned. The last rows that a transaction locks, that of everything first, which serialises writers and rules out
 * deadlocks. Every change of models or services goes through here.
 */
export async function changeTotals(
  trx: StoreTransaction,
  project_id: string,
  { before, after, weeks, deletedIds = [] }: SummaryChange,
): Promise<void> {
  const names = before.map((summary) => summary.model_name);
  const changes = new Map([[EVERYTHING, NOTHING]]);
  for (const summary of before) addTo(changes, summary, -1);
  for (const summary of after) addTo(changes, summary, 1);
  const rows = [...changes]
    // That of everything is written even when unchanged: the notification is due also when only the use of names changed.
    .filter(([facet, total]) => facet === EVERYTHING || Object.values(total).some((sum) => sum !== 0))
    .sort(([facet], [other]) => (facet < other ? -1 : 1))
    .map(([facet, change]) => ({ project_id, facet, ...change }));
  await withWeeks(trx, project_id, weeks)
    .insertInto('project_totals')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['project_id', 'facet']).doUpdateSet({
        names: sql`project_totals.names + excluded.names`,
        versions: sql`project_totals.versions + excluded.versions`,
        model_size: sql`project_totals.model_size + excluded.model_size`,
      }),
    )
    .returning(notifyChange(project_id, { about: 'models', names: namesToTell(names), gone: deletedIds }))
    .execute();
}

/** Applies the changes by week in the statement that follows: after all else of it, as it asks for nothing of them. */
function withWeeks(trx: StoreTransaction, project_id: string, weeks: readonly WeekChange[]) {
  const rows = totalChangesOf(weeks).map((change) => ({ project_id, ...change }));
  if (rows.length === 0) return trx;
  return trx.with('weeks', (db) =>
    db
      .insertInto('created_totals')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['project_id', 'span', 'facet', 'week']).doUpdateSet({
          versions: sql`created_totals.versions + excluded.versions`,
          model_size: sql`created_totals.model_size + excluded.model_size`,
        }),
      ),
  );
}

function addTo(totals: Map<string, Totals>, { versions, model_size, tallies }: Summed, sign: 1 | -1): void {
  if (versions === 0) return;
  for (const [facet, tally] of [
    [EVERYTHING, { versions, model_size }] as const,
    ...Object.entries(tallies),
  ]) {
    const total = totals.get(facet) ?? NOTHING;
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
  return row ?? NOTHING;
}
