import { MODEL_STATUSES, MODEL_TYPES } from '../../core/contract/model.ts';
import type { Narrowing, Sorting } from '../api/model-groups.ts';

/** What the list can be narrowed by, in the order in which it is offered. */
export const FILTER_VALUES = {
  status: MODEL_STATUSES,
  type: MODEL_TYPES,
  in_use: ['yes', 'no'],
  created: ['week', 'month', 'year', 'older'],
} as const;

/** What it can be sorted by, each first in the order that is most often wanted. */
export const SORT_ORDERS = { name: 'asc', versions: 'desc', size: 'desc', created: 'desc' } as const;
export type SortColumn = keyof typeof SORT_ORDERS;

type Listed = { narrowing: Narrowing; sorting: Sorting };

/** What an address says of the list, without values that there are none of: it may be old, or written by hand. */
export function withoutUnknown({ narrowing, sorting }: Listed): Listed {
  const known: Narrowing = { ...(narrowing.search && { search: narrowing.search }) };
  for (const name of ['in_use', 'created'] as const) {
    const [value] = among(FILTER_VALUES[name], [narrowing[name]]);
    if (value) known[name] = value;
  }
  for (const name of ['status', 'type'] as const) {
    const values = among(FILTER_VALUES[name], narrowing[name] ?? []);
    if (values.length > 0) known[name] = values;
  }
  const [sort] = among(Object.keys(SORT_ORDERS), [sorting.sort]);
  return {
    narrowing: known,
    sorting: { sort: sort ?? 'name', order: sorting.order === 'desc' ? 'desc' : 'asc' },
  };
}

/** Those that there are, each once, in the order of what there is. */
function among(known: readonly string[], told: readonly (string | undefined)[]): string[] {
  return known.filter((value) => told.includes(value));
}
