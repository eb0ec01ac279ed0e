import type { ModelFilters } from '../../core/console-api/models/model-group-queries.ts';
import type { MatchingVersions } from '../../core/console-api/models/model-groups.ts';
import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';
import { findHeld } from './matching/find-held.ts';
import { matchingGroups } from './matching/group-matches.ts';
import { versionConditions } from './matching/version-matches.ts';

/** The most ids that one answer may have. */
const MAX_MATCHING = 100_000;

/**
 * The ids of every version that matches the filters, by name.
 *
 * @param now ms since the epoch.
 * @throws ApiError 0005 (bad request) when they are more than one answer may have.
 */
export async function matchingVersions(
  store: Store,
  project_id: string,
  filters: ModelFilters,
  now = Date.now(),
): Promise<MatchingVersions> {
  const held = await findHeld(store, project_id, filters.search);
  const criteria = { filters, held, now };
  let models = store.selectFrom('models').where('models.project_id', '=', project_id);
  for (const condition of versionConditions(criteria)) models = models.where(condition);
  const groups = (await matchingGroups(store, project_id, criteria)).clearSelect();
  models = models.where('models.model_name', 'in', groups.select('model_groups.model_name'));
  const rows = await models
    .select(['models.model_name', 'models.model_id'])
    .orderBy('models.model_name')
    .orderBy('models.create_at')
    .orderBy('models.model_id')
    .limit(MAX_MATCHING + 1)
    .execute();
  if (rows.length > MAX_MATCHING) {
    const message = `More than ${MAX_MATCHING} versions match. Narrow the list, and delete in parts.`;
    throw new ApiError('Coppice.0005', message);
  }
  const names = Map.groupBy(rows, (row) => row.model_name);
  return {
    names: [...names].map(([model_name, ofName]) => ({
      model_name,
      model_ids: ofName.map((row) => row.model_id),
    })),
  };
}
