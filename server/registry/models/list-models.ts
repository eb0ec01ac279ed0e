import { type SqlBool, sql } from 'kysely';
import type { ListModelsQuery } from '../../../core/contract/list-models.ts';
import type { Store } from '../../store/schema.ts';
import { containsText, escapeLike } from '../contains-text.ts';
import { readTotals } from '../groups/project-totals.ts';
import { toListItem } from './model-row.ts';

const SORT_COLUMNS = {
  create_at: 'create_at',
  model_version: 'version_rank',
  model_size: 'model_size',
} as const;

/** One page of a project's models. The name filter matches any part of a name, case-sensitively. */
export async function listModels(store: Store, project_id: string, query: ListModelsQuery) {
  let models = store.selectFrom('models').where('project_id', '=', project_id);
  if (query.model_name) {
    models = models.where(
      'model_name',
      'in',
      namesWith(store, project_id, query.model_name, query.exact_match),
    );
  }
  if (query.model_version) models = models.where('model_version', '=', query.model_version);
  if (query.model_status) models = models.where('model_status', '=', query.model_status);
  if (query.model_type) models = models.where('model_type', '=', query.model_type);
  if (query.not_model_type) models = models.where('model_type', '<>', query.not_model_type);
  if (query.description) models = models.where(containsText(sql.ref('description'), query.description));

  const total = isUnfiltered(query)
    ? (await readTotals(store, project_id)).versions
    : (await models.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total;
  const rows = await models
    .selectAll()
    .orderBy(SORT_COLUMNS[query.sort_by], query.order)
    .orderBy('model_id', query.order)
    .limit(query.limit)
    .offset(query.offset * query.limit)
    .execute();
  return { total_count: total, count: rows.length, models: rows.map(toListItem) };
}

function isUnfiltered(query: ListModelsQuery): boolean {
  const { offset, limit, sort_by, order, exact_match, workspace_id, ...filters } = query;
  return Object.values(filters).every((filter) => filter === undefined || filter === '');
}

/**
 * Searches names in the summaries, which are fewer than versions. Without exact_match an underscore is a wildcard for one
 * character. Source: contract.md, List.
 */
function namesWith(store: Store, project_id: string, part: string, isUnderscoreLiteral: boolean) {
  const pattern = isUnderscoreLiteral ? escapeLike(part) : part.replace(/[\\%]/g, '\\$&');
  return store
    .selectFrom('model_groups')
    .select('model_name')
    .where('project_id', '=', project_id)
    .where(sql<SqlBool>`model_name like ${`%${pattern}%`}`);
}
