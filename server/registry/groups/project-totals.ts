import { sql } from 'kysely';
import { namesToTell, notifyChange } from '../../events/notify-change.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Store, StoreTransaction, Tallies } from '../../store/schema.ts';
import type { DayChange } from '../free/free-days.ts';
import { addingFreeTotals, type FreeSummary, freeTotalChanges } from '../free/free-totals.ts';
import { totalChangesOf, type WeekChange } from './created-weeks.ts';
import { OWNER_FACETS, ownerOf } from './facets.ts';

/** How many names and versions a project has, and their bytes. */
export type Totals = { names: number; versions: number; model_size: number };

/** The fields of a name's summary that are totalled. */
type Summed = FreeSummary & { model_name: string; versions: number; model_size: number; tallies: Tallies };

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
  /** By the days, of those that are free. */
  days: readonly DayChange[];
  /** The ids of versions that were deleted, all of one name. */
  deletedIds?: string[];
};

/**
 * Applies a change of summaries to the project's totals, in all, by facet, by week and of what is free, and notifies subscribers of the names
 * concerned. The last rows that a transaction locks, that of everything first, which serialises writers and rules out
 * deadlocks. Every change of models or services goes through here.
 */
export async function changeTotals(
  trx: StoreTransaction,
  project_id: string,
  { before, after, weeks, days, deletedIds = [] }: SummaryChange,
): Promise<void> {
  const names = before.map((summary) => summary.model_name);
  const changes = new Map([[EVERYTHING, NOTHING]]);
  for (const summary of before) addTo(changes, summary, -1);
  for (const summary of after) addTo(changes, summary, 1);
  const rows = [...changes]
    // That of everything is written even when unchanged: the notification is due also when only the use of names changed.
    .filter(([facet, total]) => facet === EVERYTHING || Object.values(total).some((sum) => sum !== 0))
    .sort(([facet], [other]) => (facet < other ? -1 : 1))
    .map(([facet, change]) => ({ facet, ...change }));
  const told = { about: 'models', names: namesToTell(names), gone: deletedIds } as const;
  // One statement, the same however much changes. Weeks and days are added after all else of it, as it asks for nothing of them.
  await sql`
    with weeks as (
      insert into created_totals (project_id, span, facet, week, versions, model_size)
      select ${project_id}, span, facet, week, versions, model_size
      from jsonb_to_recordset(${JSON.stringify(totalChangesOf(weeks))}::jsonb) as changes (
        span smallint, facet text, week integer, versions integer, model_size bigint
      )
      on conflict (project_id, span, facet, week) do update set
        versions = created_totals.versions + excluded.versions,
        model_size = created_totals.model_size + excluded.model_size
    ),
    free as (${addingFreeTotals(project_id, freeTotalChanges(before, after, days))})
    insert into project_totals (project_id, facet, names, versions, model_size)
    select ${project_id}, facet, names, versions, model_size
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as changes (
      facet text, names integer, versions integer, model_size bigint
    )
    on conflict (project_id, facet) do update set
      names = project_totals.names + excluded.names,
      versions = project_totals.versions + excluded.versions,
      model_size = project_totals.model_size + excluded.model_size
    returning ${notifyChange(project_id, told)}
    ${PREPARED}
  `.execute(trx);
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

/** Who owns most versions of a project, and how many. */
export async function readOwnerTotals(
  store: Store,
  project_id: string,
  limit: number,
): Promise<{ owner: string; versions: number }[]> {
  const rows = await store
    .selectFrom('project_totals')
    .select(['facet', 'versions'])
    .where('project_id', '=', project_id)
    .where('facet', '>=', OWNER_FACETS.from)
    .where('facet', '<', OWNER_FACETS.to)
    .where('versions', '>', 0)
    .orderBy('versions', 'desc')
    .orderBy('facet')
    .limit(limit)
    .execute();
  return rows.map(({ facet, versions }) => ({ owner: ownerOf(facet), versions }));
}
