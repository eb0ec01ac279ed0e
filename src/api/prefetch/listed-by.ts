/** The parameters of the address that narrow the list: by one value, or by any of several. */
const ONE = ['search', 'in_use', 'created'] as const;
const SEVERAL = ['status', 'type'] as const;
export const FILTER_NAMES = [...ONE, ...SEVERAL] as const;

/** What an address says of the list, in its own words: there may be no such value. */
export type ToldList = {
  filters: { [name in (typeof ONE)[number]]?: string } & { [name in (typeof SEVERAL)[number]]?: string[] };
  sorting: { sort: string; order: string };
};

const DEFAULT_SORTING = { sort: 'name', order: 'asc' };

/** What narrows and sorts the list, as the address says. */
export function listedBy(params: URLSearchParams): ToldList {
  const filters: ToldList['filters'] = {};
  for (const name of ONE) {
    const value = params.get(name);
    if (value) filters[name] = value;
  }
  for (const name of SEVERAL) {
    const values = valuesOf(params, name);
    if (values.length > 0) filters[name] = values;
  }
  return {
    filters,
    sorting: {
      sort: params.get('sort') ?? DEFAULT_SORTING.sort,
      order: params.get('order') ?? DEFAULT_SORTING.order,
    },
  };
}

/** The values of a parameter, told one by one or with commas between them. */
function valuesOf(params: URLSearchParams, name: string): string[] {
  return params.getAll(name).flatMap((told) => told.split(',').filter(Boolean));
}
