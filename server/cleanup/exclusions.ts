import { sql } from 'kysely';
import * as z from 'zod';
import type {
  ExcludeBody,
  Exclusion,
  ExclusionPage,
  ExclusionsQuery,
  IncludeQuery,
} from '../../core/console-api/models/cleanup.ts';
import { NO_SUCH_MODEL } from '../../core/contract/errors.ts';
import { normalId } from '../../core/contract/id.ts';
import { activityBy, noteActivities } from '../activity/note-activity.ts';
import { ApiError } from '../errors.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { Caller } from '../iam/caller.ts';
import { recountKeptOut } from '../registry/groups/recount-kept-out.ts';
import type { Store } from '../store/schema.ts';
import { lockSyncState } from '../upstream/sync/lease.ts';

const COLUMNS = ['model_name', 'model_id', 'model_version', 'note', 'user_name', 'created_at'] as const;

/** A keyset cursor: the name and the id that a page ended at. */
const Place = z.tuple([z.literal('exclusions'), z.string(), z.string()]);

/**
 * What is left out of suggestions in a project, by name.
 *
 * @throws ApiError 0005 (bad request) for a cursor that is none of this list.
 */
export async function listExclusions(
  store: Store,
  project_id: string,
  { cursor, limit }: ExclusionsQuery,
): Promise<ExclusionPage> {
  let page = store.selectFrom('exclusions').select(COLUMNS).where('project_id', '=', project_id);
  if (cursor !== undefined) {
    const [, name, id] = readCursor(Place, cursor);
    page = page.where(sql<boolean>`(model_name, model_id) > (${name}, ${id})`);
  }
  const rows = await page
    .orderBy('model_name')
    .orderBy('model_id')
    .limit(limit + 1)
    .execute();
  const exclusions = rows.slice(0, limit);
  const last = exclusions.at(-1);
  const hasMore = last !== undefined && rows.length > limit;
  return {
    exclusions,
    next_cursor: hasMore ? writeCursor(['exclusions', last.model_name, last.model_id]) : null,
  };
}

/**
 * Leaves a version, or a name with the versions that it is still to get, out of all suggestions. It can be deleted as before;
 * what must not be is to be protected. One that is left out gets the new reason.
 *
 * @throws ApiError 3001 (NO_SUCH_MODEL) when there is no such version, or no version of such a name.
 */
export function exclude(
  store: Store,
  caller: Caller,
  { note, ...of }: ExcludeBody,
  now = Date.now(),
): Promise<Exclusion> {
  const { project_id, user_id, user_name } = caller;
  return store.transaction().execute(async (trx) => {
    await lockSyncState(trx, project_id);
    const found = await trx
      .selectFrom('models')
      .select(['model_name', 'model_id', 'model_version'])
      .where('project_id', '=', project_id)
      .$if('model_id' in of, (rows) => rows.where('model_id', '=', 'model_id' in of ? of.model_id : ''))
      .$if('model_name' in of, (rows) =>
        rows.where('model_name', '=', 'model_name' in of ? of.model_name : ''),
      )
      .limit(1)
      .executeTakeFirst();
    if (!found) throw new ApiError(NO_SUCH_MODEL, 'There is no such model.');
    const subject =
      'model_id' in of
        ? { ...found, model_id: normalId(found.model_id) }
        : { model_name: found.model_name, model_id: '', model_version: '' };
    const reason = { note, user_id, user_name, created_at: now };
    const excluded = await trx
      .insertInto('exclusions')
      .values({ project_id, ...subject, ...reason })
      .onConflict((conflict) =>
        conflict.columns(['project_id', 'model_name', 'model_id']).doUpdateSet(reason),
      )
      .returning(COLUMNS)
      .executeTakeFirstOrThrow();
    await recountKeptOut(trx, project_id, excluded);
    await noteActivities(trx, [activityOf(caller, 'excluded', excluded)], now);
    return excluded;
  });
}

/**
 * Takes that back.
 *
 * @throws ApiError 0006 (not found) when it is not left out.
 */
export function include(store: Store, caller: Caller, of: IncludeQuery, now = Date.now()): Promise<void> {
  return store.transaction().execute(async (trx) => {
    await lockSyncState(trx, caller.project_id);
    const taken = await trx
      .deleteFrom('exclusions')
      .where('project_id', '=', caller.project_id)
      .$if('model_id' in of, (rows) =>
        rows.where('model_id', '=', 'model_id' in of ? normalId(of.model_id) : ''),
      )
      .$if('model_name' in of, (rows) =>
        rows.where('model_id', '=', '').where('model_name', '=', 'model_name' in of ? of.model_name : ''),
      )
      .returning(COLUMNS)
      .executeTakeFirst();
    if (!taken) throw new ApiError('Coppice.0006', 'Nothing was changed: it is not left out.');
    await recountKeptOut(trx, caller.project_id, taken);
    await noteActivities(trx, [activityOf(caller, 'included', taken)], now);
  });
}

function activityOf(
  caller: Caller,
  kind: 'excluded' | 'included',
  { model_name, model_id, model_version, note }: Exclusion,
) {
  return activityBy(caller, {
    kind,
    subject: { id: model_id, name: model_name },
    facts: { ...(model_version !== '' && { versions: [model_version] }), note },
  });
}
