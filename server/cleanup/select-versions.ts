import { sql } from 'kysely';
import { MAX_PLANNED_VERSIONS } from '../../core/console-api/deletions/receipts.ts';
import type { CleanupSelection } from '../../core/console-api/models/cleanup.ts';
import { pickToFree } from '../../core/housekeeping/pick-to-free.ts';
import type { Reason } from '../../core/housekeeping/suggest.ts';
import { addSums, NO_SUM, sumOfOne } from '../registry/free/free-sum.ts';
import type { FreeSum } from '../store/free-tables.ts';
import type { Store } from '../store/schema.ts';
import { isSuggested } from './matches.ts';
import type { CleanupScope } from './read-suggestions.ts';

type Version = { model_id: string; model_name: string; model_size: number };

/**
 * The versions that a deletion is to be planned of: all that can go for a reason, the largest first, as many as one deletion
 * takes; or those that free so many bytes, by `pickToFree`. Where the oldest that one deletion takes are not enough, the
 * largest are taken.
 */
export async function selectVersions(
  store: Store,
  scope: CleanupScope,
  { reason, bytes }: { reason: Reason; bytes?: number | undefined },
): Promise<CleanupSelection> {
  if (bytes === undefined) {
    const versions = await readVersions(store, scope, { reason, first: 'largest' });
    return toSelection({ picked: versions, smaller: [], isShort: false });
  }
  const oldest = pickToFree(await readVersions(store, scope, { reason, first: 'oldest' }), bytes);
  if (!oldest.isShort) return toSelection(oldest);
  return toSelection(pickToFree(await readVersions(store, scope, { reason, first: 'largest' }), bytes));
}

async function readVersions(
  store: Store,
  scope: CleanupScope,
  { reason, first }: { reason: Reason; first: 'oldest' | 'largest' },
): Promise<Version[]> {
  const [isIn, order] =
    first === 'oldest'
      ? [sql`models.create_at > 0`, sql`models.create_at, models.model_id`]
      : [sql`true`, sql`models.model_size desc, models.model_id desc`];
  const { rows } = await sql<Version>`
    select models.model_id, models.model_name, models.model_size from models
    where ${isSuggested(reason, scope)} and ${isIn}
    order by ${order} limit ${sql.lit(MAX_PLANNED_VERSIONS)}
  `.execute(store);
  return rows;
}

function toSelection({
  picked,
  smaller,
  isShort,
}: {
  picked: readonly Version[];
  smaller: readonly Version[];
  isShort: boolean;
}): CleanupSelection {
  const byName = Map.groupBy(picked, ({ model_name }) => model_name);
  return {
    names: [...byName].map(([model_name, versions]) => {
      return { model_name, model_ids: versions.map(({ model_id }) => model_id) };
    }),
    picked: sumOf(picked),
    smaller: sumOf(smaller),
    is_short: isShort,
  };
}

function sumOf(versions: readonly Version[]): FreeSum {
  return versions.reduce<FreeSum>((sum, { model_size }) => addSums(sum, sumOfOne(model_size)), NO_SUM);
}
