import type { Generated } from 'kysely';

/** So many versions, their bytes, and how many of them have no known size. */
export type FreeSum = { versions: number; model_size: number; unsized: number };

/**
 * What of a name can go, in sums that need no look at its versions. A version is free that nothing holds as far as the
 * registry knows: no service uses it, it is not from the gallery, and it is neither protected nor excluded, nor is its name.
 */
export type FreeOfName = {
  /** All that are free. */
  all: FreeSum;
  /** Those with a place among the versions of the name (server/registry/free/newest.ts). */
  ranked: FreeSum;
  /** Those of which there is a newer one of the same size and source. */
  copies: FreeSum;
  /** How many cannot be compared, as their size or their source is not known. */
  incomparable: number;
};

/** The tables of what can go. Times are ms since the epoch, sizes bytes. */
export interface FreeTables {
  /** How many free versions each name has that were created on a day, kept in the transaction that changes them; some are none. */
  free_days: {
    project_id: string;
    model_name: string;
    /** Counted as in server/registry/free/free-days.ts. */
    day: number;
    is_failed: boolean;
  } & FreeSum;
  /** The same of all names of a project, by what server/registry/free/free-totals.ts tells. */
  free_totals: {
    project_id: string;
    kind: string;
    span: number;
    at: number;
  } & FreeSum;
  /** What is left out of suggestions: a version, or (`model_id` is `''`) a whole name (server/cleanup). */
  exclusions: {
    project_id: string;
    model_name: string;
    /** In its normal form. */
    model_id: string;
    model_version: string;
    note: string;
    user_id: string;
    user_name: string;
    created_at: number;
    /** Whether what is free is counted without what it keeps out. */
    is_counted: Generated<boolean>;
  };
}
