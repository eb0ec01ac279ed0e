import type { Narrowing, Sorting } from '../../../core/console-api/model-group-queries.ts';
import type { ModelId } from '../../../core/contract/model.ts';
import type { ReceiptNarrowing } from './receipt-filters.ts';

/**
 * Under which key the cache keeps what each query read. A key that another one begins with stands for both: what is
 * invalidated by `deletions` is every list of deletions and every receipt.
 */
export const queryKeys = {
  session: ['session'],
  about: ['about'],
  mirror: ['mirror'],
  ownerNames: (owner: string) => ['owner-names', owner],

  groupLists: ['models', 'groups'],
  groups: (narrowing: Narrowing, sorting: Sorting) => ['models', 'groups', narrowing, sorting],
  versions: ['models', 'versions'],
  versionsOf: (name: string) => ['models', 'versions', name],
  versionsFound: (name: string, narrowing: Narrowing) => ['models', 'versions', name, narrowing],
  versionsPage: (name: string, narrowing: Narrowing, page: number) => [
    'models',
    'versions',
    name,
    narrowing,
    page,
  ],
  matchingVersions: (narrowing: Narrowing) => ['models', 'matching-versions', narrowing],
  details: ['models', 'detail'],
  detail: (project: string, id: ModelId) => ['models', 'detail', project, id],
  versionsOfNames: (project: string, names: readonly string[]) => ['models', 'of-names', project, names],
  serviceCheck: (ids: readonly ModelId[]) => ['models', 'service-check', ids],
  lookUp: (project: string, asker: string) => ['models', 'look-up', project, asker],

  deletions: ['deletions'],
  receiptLists: ['deletions', 'list'],
  receipts: (narrowing: ReceiptNarrowing) => ['deletions', 'list', narrowing],
  receipt: (id: string) => ['deletions', 'receipt', id],
  settledReceipt: (id: string) => ['deletions', 'settled', id],
} as const;
