import { useQueryClient } from '@tanstack/react-query';
import { type NavigateOptions, useSearchParams } from 'react-router-dom';
import type { ModelFilters, Sorting } from '../../core/console-api/models/model-group-queries.ts';
import { FILTER_NAMES, type ListQuery, parseListQuery } from '../api/prefetch/list-query.ts';
import { askForGroups } from '../api/queries/models/model-groups.ts';

type Value = string | number | readonly string[] | undefined;

/** What the list shows, as the address says: it survives reload, back and sharing. */
export type ListAddress = ListQuery & {
  isNarrowed: boolean;
  /** Sets a filter, or (undefined, or no values) takes it away. */
  setFilter: <Name extends keyof ModelFilters>(name: Name, value: ModelFilters[Name] | undefined) => void;
  /** Sets several filters at once, which Back leaves as one; those that are undefined it takes away. */
  setFilters: (filters: { [Name in keyof ModelFilters]: ModelFilters[Name] | undefined }) => void;
  sort: (sorting: Sorting) => void;
  clear: () => void;
};

/** Reads the filters and the order of the list from the address, and writes it there. */
export function useListAddress(): ListAddress {
  const cache = useQueryClient();
  const [params, setParams] = useSearchParams();
  const { filters, sorting } = parseListQuery(params);

  const write = (changes: Changes, options?: NavigateOptions) =>
    setParams((before) => changed(before, changes), options);

  // At once, as the next letter must not meet the address of the one before; its rows are on their way meanwhile.
  const search = (value: string | undefined) => {
    const after = parseListQuery(changed(params, { search: value }));
    askForGroups(cache, after.filters, after.sorting);
    // Letters typed after the first refine the same search: Back leaves it as a whole.
    write({ search: value }, { replace: params.has('search'), flushSync: true });
  };

  const setFilter = (name: keyof ModelFilters, value: Value) => {
    if (name === 'search') return search(value === undefined ? undefined : String(value));
    // Of several values those after the first refine the same filter, as letters do.
    write({ [name]: value }, { replace: Array.isArray(value) && params.has(name) });
  };

  return {
    filters,
    sorting,
    isNarrowed: Object.keys(filters).length > 0,
    setFilter,
    setFilters: (filters) => write(filters),
    sort: ({ sort, order }) => write({ sort, order }),
    clear: () => write(Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined]))),
  };
}

type Changes = Record<string, Value>;

function changed(params: URLSearchParams, changes: Changes): URLSearchParams {
  const after = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    after.delete(name);
    for (const one of [value ?? []].flat()) if (one) after.append(name, String(one));
  }
  return after;
}
