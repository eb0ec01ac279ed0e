import type { ReportRow } from '../../../core/deletion/outcome.ts';
import type { DeletionScope } from '../../deletion/deletion-scope.ts';

/** Just the versions of these rows, by id: what a retry, or going on, is about. */
export function scopeOfRows(rows: readonly ReportRow[]): DeletionScope {
  const byName = Map.groupBy(rows, (row) => row.model_name);
  const parts = [...byName].map(([name, ofName]) => {
    return { name, mode: 'some' as const, ids: new Set(ofName.map((row) => row.model_id)) };
  });
  return { kind: 'set', parts };
}
