import { isCreatedAge } from '../../../core/console-api/models/created-age.ts';
import {
  CREATED,
  IN_USE,
  isCreatedSpan,
  MAX_NOT_IN_NEWEST,
  MAX_OWNER_LENGTH,
  MAX_OWNERS,
  PROTECTED,
  SORT_COLUMNS,
  SORT_DIRECTIONS,
} from '../../../core/console-api/models/list-choices.ts';
import type { ModelFilters, Sorting } from '../../../core/console-api/models/model-group-queries.ts';
import { isSizeSpan } from '../../../core/console-api/models/size-span.ts';
import { MODEL_STATUSES, MODEL_TYPES } from '../../../core/contract/model-choices.ts';

/** What a list of models is of: the filters that narrow it, and its order. */
export type ListQuery = { filters: ModelFilters; sorting: Sorting };

/** The parameters of an address that narrow the list. */
export const FILTER_NAMES = [
  'search',
  'in_use',
  'created',
  'status',
  'type',
  'size',
  'not_in_newest',
  'protected',
  'owner',
] as const satisfies readonly (keyof ModelFilters)[];

/**
 * What the address of the list asks for, without values that there are none of: it may be old, or written by hand. By the
 * lists that the schema of the query is made of: the schema itself would come with the first request.
 *
 * @example
 * parseListQuery(new URLSearchParams('status=failed,levitating&sort=size'));
 * // { filters: { status: ['failed'] }, sorting: { sort: 'size', order: 'asc' } }
 */
export function parseListQuery(params: URLSearchParams): ListQuery {
  const search = params.get('search');
  const [use] = among(IN_USE, [params.get('in_use')]);
  const created = params.get('created') ?? '';
  const [age] = isCreatedSpan(created) || isCreatedAge(created) ? [created] : among(CREATED, [created]);
  const size = params.get('size') ?? '';
  const newest = Number(params.get('not_in_newest'));
  const [protection] = among(PROTECTED, [params.get('protected')]);
  const owners = [...new Set(params.getAll('owner'))]
    .filter((owner) => owner !== '' && owner.length <= MAX_OWNER_LENGTH)
    .slice(0, MAX_OWNERS);
  const statuses = among(MODEL_STATUSES, valuesOf(params, 'status'));
  const types = among(MODEL_TYPES, valuesOf(params, 'type'));
  const [sort = 'name'] = among(SORT_COLUMNS, [params.get('sort')]);
  const [order = 'asc'] = among(SORT_DIRECTIONS, [params.get('order')]);
  return {
    filters: {
      ...(search && { search }),
      ...(use && { in_use: use }),
      ...(age && { created: age }),
      ...(statuses.length > 0 && { status: statuses }),
      ...(types.length > 0 && { type: types }),
      ...(isSizeSpan(size) && { size }),
      ...(isNewest(newest) && { not_in_newest: newest }),
      ...(protection && { protected: protection }),
      ...(owners.length > 0 && { owner: owners }),
    },
    sorting: { sort, order },
  };
}

function isNewest(count: number): boolean {
  return Number.isInteger(count) && count > 0 && count <= MAX_NOT_IN_NEWEST;
}

/** Those that there are, each once, in the order of what there is. */
function among<T extends string>(known: readonly T[], told: readonly (string | null)[]): T[] {
  return known.filter((value) => told.includes(value));
}

/** The values of a parameter, told one by one or with commas between them. */
function valuesOf(params: URLSearchParams, name: string): string[] {
  return params.getAll(name).flatMap((told) => told.split(','));
}
