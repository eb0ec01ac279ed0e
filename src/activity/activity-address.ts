import { useSearchParams } from 'react-router-dom';
import { ACTIVITY_KINDS } from '../../core/console-api/activity/activity.ts';
import type { ActivityFilters } from '../api/queries/activity/activity-filters.ts';

type Changes = { [name in keyof ActivityFilters]: ActivityFilters[name] | undefined };

/** What the log is narrowed to, which the address says. */
export type ActivityAddress = {
  filters: ActivityFilters;
  isNarrowed: boolean;
  change: (changes: Changes) => void;
  clear: () => void;
};

export function useActivityAddress(): ActivityAddress {
  const [search, setSearch] = useSearchParams();
  const filters = filtersOf(search);
  return {
    filters,
    isNarrowed: Object.keys(filters).length > 0,
    change: (changes) => {
      const next: Changes = { ...filters, ...changes };
      // Several values that are ticked one by one are one step for Back.
      const isRefined = (['person', 'kind'] as const).some((name) => name in changes && search.has(name));
      setSearch(
        Object.entries(next).flatMap(([name, told]) =>
          [told ?? []].flat().map((value): [string, string] => [name, value]),
        ),
        { replace: isRefined },
      );
    },
    clear: () => setSearch({}),
  };
}

/** What an address says, without kinds that there are none of: it may be old, or written by hand. */
function filtersOf(search: URLSearchParams): ActivityFilters {
  const person = [...new Set(search.getAll('person').filter(Boolean))];
  const kind = ACTIVITY_KINDS.filter((known) => search.getAll('kind').includes(known));
  const name = search.get('name')?.slice(0, 100);
  return {
    ...(person.length > 0 && { person }),
    ...(kind.length > 0 && { kind }),
    ...(name && { name }),
  };
}
