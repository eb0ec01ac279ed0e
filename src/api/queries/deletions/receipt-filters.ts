import type { ResultFilter } from '../../../../core/console-api/deletions/receipt.ts';

/** The filters of the list of deletions. One that is absent filters nothing. */
export type DeletionFilters = {
  search?: string;
  name?: string;
  /** Any of these. */
  user?: readonly string[];
  result?: readonly ResultFilter[];
  /** ms since the epoch: from this moment on, and before this one. */
  from?: string;
  to?: string;
};
