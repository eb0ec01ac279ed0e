import type { DeletionScope } from '../../deletion/deletion-scope.ts';
import type { Selection } from './selection.ts';

/** What is selected, as something to delete. */
export function scopeOfSelection({ matching, names }: Selection): DeletionScope {
  const parts = [...names].map(([name, { mode, models }]) => ({ name, mode, ids: new Set(models.keys()) }));
  return matching ? { kind: 'matching', filters: matching.filters, except: parts } : { kind: 'set', parts };
}
