import { sql } from 'kysely';
import * as z from 'zod';
import type { SuggestedPage, SuggestedVersion } from '../../core/console-api/models/cleanup.ts';
import { type Reason, reasonsFor } from '../../core/housekeeping/suggest.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { Store } from '../store/schema.ts';
import { FACTS_COLUMNS, type FactsRow, factsOf, JOIN_NAMES } from './facts.ts';
import { isAmongFew, isSuggested } from './matches.ts';
import { type CleanupScope, readSuggestions } from './read-suggestions.ts';

/** A keyset cursor: the reason, and the size and the id that a page ended at. */
const Place = z.tuple([z.enum(['failed', 'not-in-newest', 'old', 'copy', 'idle']), z.int(), z.string()]);

type Row = FactsRow & Omit<SuggestedVersion, 'reasons'>;

/**
 * A page of what can go for a reason, the largest first, each with all the reasons why it can.
 *
 * @throws ApiError 0005 (bad request) for a cursor that is none of this list.
 */
export async function listSuggested(
  store: Store,
  scope: CleanupScope,
  { reason, cursor, limit }: { reason: Reason; cursor?: string | undefined; limit: number },
): Promise<SuggestedPage> {
  const after = cursor === undefined ? undefined : readCursor(Place, cursor);
  const source = await sourceOf(store, scope, reason);
  if (!source) return { versions: [], next_cursor: null };
  const isAfter = after
    ? sql`(models.model_size, models.model_id) < (${after[1]}::bigint, ${after[2]})`
    : sql`true`;
  const { rows } = await sql<Row>`
    ${source.few}
    select models.model_id, models.model_name, models.model_size, ${FACTS_COLUMNS}
    from ${source.models} models ${JOIN_NAMES}
    where ${source.condition} and ${isAfter}
    order by models.model_size desc, models.model_id desc limit ${limit + 1}
  `.execute(store);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    versions: page.map((row) => toVersion(row, scope)),
    next_cursor: last && rows.length > limit ? writeCursor([reason, last.model_size, last.model_id]) : null,
  };
}

function toVersion(row: Row, { settings, now }: CleanupScope): SuggestedVersion {
  const { model_id, model_name, model_version, model_size, create_at } = row;
  const reasons = reasonsFor(factsOf(row), settings, now);
  return { model_id, model_name, model_version, model_size, create_at, reasons };
}

/** So many are put in order when they are found by other means than by their size. */
const FEW = 2_000;

/** Of how many one has to be found so that it is quicker to look at them by their size. */
const AMONG = 100;

/**
 * Where a page is read from: all versions in the order of their sizes, until enough can go; or, where few can of many, those
 * few. Which it is, the sums say. Undefined where there are none.
 */
async function sourceOf(store: Store, scope: CleanupScope, reason: Reason) {
  const [{ versions }, all] = await Promise.all([
    readSuggestions(store, scope).then((suggestions) => suggestions[reason]),
    store
      .selectFrom('project_totals')
      .select('versions')
      .where('project_id', '=', scope.project_id)
      .where('facet', '=', '')
      .executeTakeFirst(),
  ]);
  if (versions <= 0) return undefined;
  const areFew = reason !== 'copy' && versions <= FEW && versions * AMONG < (all?.versions ?? 0);
  return areFew
    ? {
        few: sql`with few as materialized (select models.* from models where ${isAmongFew(reason, scope)})`,
        models: sql`few`,
        condition: sql`true`,
      }
    : { few: sql``, models: sql`models`, condition: isSuggested(reason, scope) };
}
