import { useSearchParams } from 'react-router-dom';
import type { ReceiptNarrowing } from '../api/receipts.ts';
import { isRangeSound, toMoments } from './time-range.ts';

const NAMES = ['search', 'user', 'result', 'name', 'from', 'to'] as const;
type Params = Partial<Record<(typeof NAMES)[number], string>>;

/** What narrows the list of deletions, as the address says it, and as the API is asked for it. */
export type ReceiptAddress = {
  params: Params;
  /** Without a range of days that makes no sense. */
  narrowing: ReceiptNarrowing;
  isNarrowed: boolean;
  change: (change: { [name in keyof Params]: string | undefined }) => void;
  clear: () => void;
};

/** Reads and changes the address of the list of deletions. */
export function useReceiptAddress(): ReceiptAddress {
  const [search, setSearch] = useSearchParams();
  const params: Params = Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = search.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const { from, to, ...others } = params;
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return {
    params,
    narrowing: { ...others, ...(isRangeSound(range) ? toMoments(range) : {}) },
    isNarrowed: Object.keys(params).length > 0,
    // Letters of a search come one by one: they are one step for Back, and each meets the address of the one before.
    change: (change) =>
      setSearch(
        withoutAbsent({ ...params, ...change }),
        'search' in change ? { replace: search.has('search'), flushSync: true } : {},
      ),
    clear: () => setSearch({}),
  };
}

function withoutAbsent(params: { [name in keyof Params]: string | undefined }): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}
