import { CREATED, IN_USE, SORT_COLUMNS, SORT_DIRECTIONS } from '../../core/console-api/list-choices.ts';
import type { ModelFilters, Sorting } from '../../core/console-api/model-group-queries.ts';
import { MODEL_STATUSES, MODEL_TYPES } from '../../core/contract/model.ts';
import type { ToldList } from '../api/prefetch/listed-by.ts';

/** How each column is first sorted: in the order that is most often wanted. */
export const SORT_ORDERS = {
  name: 'asc',
  versions: 'desc',
  size: 'desc',
  created: 'desc',
} as const satisfies Record<Sorting['sort'], Sorting['order']>;

/**
 * What an address says of the list, without values that there are none of: it may be old, or written by hand. By the
 * lists that the query's own schema is made of: the schema itself would come with the first screen.
 */
export function withoutUnknown(told: ToldList): { filters: ModelFilters; sorting: Sorting } {
  const { search, status, type, in_use, created } = told.filters;
  const statuses = among(MODEL_STATUSES, status);
  const types = among(MODEL_TYPES, type);
  const [use] = among(IN_USE, [in_use]);
  const [age] = among(CREATED, [created]);
  const [sort = 'name'] = among(SORT_COLUMNS, [told.sorting.sort]);
  const [order = 'asc'] = among(SORT_DIRECTIONS, [told.sorting.order]);
  return {
    // In the order of `listedBy`: the answer that was asked for early is found by its address.
    filters: {
      ...(search && { search }),
      ...(use && { in_use: use }),
      ...(age && { created: age }),
      ...(statuses.length > 0 && { status: statuses }),
      ...(types.length > 0 && { type: types }),
    },
    sorting: { sort, order },
  };
}

/** Those that there are, each once, in the order of what there is. */
function among<T extends string>(known: readonly T[], told: readonly (string | undefined)[] = []): T[] {
  return known.filter((value) => told.includes(value));
}
