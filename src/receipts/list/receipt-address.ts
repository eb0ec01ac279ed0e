import { useSearchParams } from 'react-router-dom';
import { RESULT_FILTERS } from '../../../core/console-api/deletions/receipt.ts';
import type { DeletionFilters } from '../../api/queries/deletions/receipt-filters.ts';
import { type DayRange, isRangeSound, toMoments } from './time-range.ts';

/** The parameters of the address: of one value, or of any of several. */
const ONE = ['search', 'name', 'from', 'to'] as const;
const SEVERAL = ['user', 'result'] as const;

type Params = Omit<DeletionFilters, keyof DayRange> & DayRange;
type Changes = { [name in keyof Params]: Params[name] | undefined };

/** The filters of the list of deletions, as the address says it, and as the API is asked for it. */
export type ReceiptAddress = {
  params: Params;
  /** Without a range of days that makes no sense. */
  filters: DeletionFilters;
  isNarrowed: boolean;
  change: (change: Changes) => void;
  clear: () => void;
};

/** Reads and changes the address of the list of deletions. */
export function useReceiptAddress(): ReceiptAddress {
  const [search, setSearch] = useSearchParams();
  const params = paramsOf(search);
  const { from, to, ...others } = params;
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  // Letters of a search come one by one, and so do several values: they are one step for Back.
  const isRefined = (changes: Changes) =>
    ['search', ...SEVERAL].some((name) => name in changes && search.has(name));
  return {
    params,
    filters: { ...others, ...(isRangeSound(range) ? toMoments(range) : {}) },
    isNarrowed: Object.keys(params).length > 0,
    change: (changes) =>
      setSearch(toSearch({ ...params, ...changes }), {
        replace: isRefined(changes),
        // Each letter meets the address of the one before.
        flushSync: 'search' in changes,
      }),
    clear: () => setSearch({}),
  };
}

/** What an address says, without results that there are none of: it may be old, or written by hand. */
export function paramsOf(search: URLSearchParams): Params {
  const params: Params = {};
  for (const name of ONE) {
    const value = search.get(name);
    if (value) params[name] = value;
  }
  const user = [...new Set(search.getAll('user').filter(Boolean))];
  if (user.length > 0) params.user = user;
  const results = search.getAll('result').flatMap((told) => told.split(','));
  const result = RESULT_FILTERS.filter((known) => results.includes(known));
  if (result.length > 0) params.result = result;
  return params;
}

function toSearch(params: Changes): [string, string][] {
  return Object.entries(params).flatMap(([name, told]) =>
    [told ?? []].flat().flatMap((value): [string, string][] => (value ? [[name, value]] : [])),
  );
}
