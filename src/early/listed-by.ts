import type { Narrowing, Sorting } from '../api/model-groups.ts';

/** The parameters of the address that narrow the list. */
export const NARROWING = ['search', 'status', 'type', 'in_use', 'created'] as const;

const DEFAULT_SORTING: Sorting = { sort: 'name', order: 'asc' };

/** What narrows and sorts the list, as the address says. */
export function listedBy(params: URLSearchParams): { narrowing: Narrowing; sorting: Sorting } {
  const given = NARROWING.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value] as const] : [];
  });
  return {
    narrowing: Object.fromEntries(given),
    sorting: {
      sort: params.get('sort') ?? DEFAULT_SORTING.sort,
      order: params.get('order') ?? DEFAULT_SORTING.order,
    },
  };
}
