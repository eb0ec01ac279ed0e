import type { DeletionSubject } from '../../deletion/deletion-scope.ts';
import type { Selection } from './selection.ts';

/** What is selected, as something to delete. */
export function subjectOfSelection({ matching, names }: Selection): DeletionSubject {
  const parts = [...names].map(([name, { mode, models }]) => ({ name, mode, ids: new Set(models.keys()) }));
  return matching
    ? { kind: 'matching', narrowing: matching.narrowing, except: parts }
    : { kind: 'set', parts };
}
