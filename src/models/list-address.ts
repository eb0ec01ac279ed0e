import { useSearchParams } from 'react-router-dom';
import type { Narrowing, Sorting } from '../api/model-groups.ts';

/** The parameters of the address that narrow the list. */
const NARROWING = ['search', 'status', 'type', 'in_use', 'created'] as const;
type NarrowingName = (typeof NARROWING)[number];

/** What the list shows, as the address says: it survives reload, back and sharing. */
export type ListAddress = {
  narrowing: Narrowing;
  sorting: Sorting;
  isNarrowed: boolean;
  /** Narrows by one thing more, or (undefined) by one less. */
  narrow: (name: NarrowingName, value: string | undefined) => void;
  sort: (sorting: Sorting) => void;
  clear: () => void;
};

const DEFAULT_SORTING: Sorting = { sort: 'name', order: 'asc' };

/** Reads what narrows and sorts the list from the address, and writes it there. */
export function useListAddress(): ListAddress {
  const [params, setParams] = useSearchParams();
  const given = NARROWING.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value] as const] : [];
  });

  const write = (changes: Record<string, string | undefined>, replace: boolean) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      },
      { replace },
    );

  return {
    narrowing: Object.fromEntries(given),
    sorting: {
      sort: params.get('sort') ?? DEFAULT_SORTING.sort,
      order: params.get('order') ?? DEFAULT_SORTING.order,
    },
    isNarrowed: given.length > 0,
    // Letters typed after the first refine the same search: Back leaves it as a whole.
    narrow: (name, value) => write({ [name]: value }, name === 'search' && params.has('search')),
    sort: ({ sort, order }) => write({ sort, order }, false),
    clear: () => write(Object.fromEntries(NARROWING.map((name) => [name, undefined])), false),
  };
}
