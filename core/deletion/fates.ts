import type { Candidate } from './plan-deletion.ts';

/** What becomes of the versions that there are to decide about, exceptions first. Source: the receipt's sections. */
export const FATES = [
  'blocked',
  'protected',
  'at-risk',
  'unchecked',
  'being-checked',
  'delete',
  'kept',
] as const;
export type Fate = (typeof FATES)[number];

/** What becomes of a version; `isBeingChecked` while its verdict is still to come. */
export function fateOf(row: Candidate & { isBeingChecked?: boolean }): Fate {
  if (row.protection) return 'protected';
  if (row.isKept) return 'kept';
  if (row.isBeingChecked) return 'being-checked';
  // Only a single call by curl has a limit that is not gone beyond; there the version is not reached.
  return row.verdict === 'beyond-limit' ? 'kept' : row.verdict;
}
