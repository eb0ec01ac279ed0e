import { type NavigateOptions, useSearchParams } from 'react-router-dom';
import type { Narrowing, Sorting } from '../api/model-groups.ts';
import { listedBy, NARROWING } from '../early/listed-by.ts';

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

/** Reads what narrows and sorts the list from the address, and writes it there. */
export function useListAddress(): ListAddress {
  const [params, setParams] = useSearchParams();
  const { narrowing, sorting } = listedBy(params);

  const write = (changes: Record<string, string | undefined>, options?: NavigateOptions) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) {
        if (value) after.set(name, value);
        else after.delete(name);
      }
      return after;
    }, options);

  return {
    narrowing,
    sorting,
    isNarrowed: Object.keys(narrowing).length > 0,
    // Letters typed after the first refine the same search: Back leaves it as a whole.
    // At once, as the next letter must not meet the address of the one before.
    narrow: (name, value) =>
      write({ [name]: value }, name === 'search' ? { replace: params.has('search'), flushSync: true } : {}),
    sort: ({ sort, order }) => write({ sort, order }),
    clear: () => write(Object.fromEntries(NARROWING.map((name) => [name, undefined]))),
  };
}
