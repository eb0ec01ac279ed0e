import type { Unreadable } from '../../../../core/console-api/live/sync-status.ts';
import type { Store } from '../../../store/schema.ts';

/** A row that could not be stored; `model_id` when it was a version whose place another one has. */
export type UnstoredRow = Unreadable & { model_id?: string };

/** The rows that a sync run could not store, up to a limit. */
export type UnstoredRows = {
  add: (rows: readonly UnstoredRow[]) => void;
  /** Those that still are not stored: the place of a version may have become free since. */
  stillTrue: (store: Store, project_id: string) => Promise<Unreadable[]>;
};

/** Rows that are told of at most. */
const MAX_ROWS = 100;

/** Every row could be stored so far. */
export function unstoredRows(): UnstoredRows {
  const rows: UnstoredRow[] = [];
  return {
    add: (more) => {
      for (const row of more) {
        // That services are not known is told however many rows are.
        const isFirst = row.about !== undefined && rows.every(({ about }) => about === undefined);
        if (rows.length < MAX_ROWS || isFirst) rows.push(row);
      }
    },
    async stillTrue(store, project_id) {
      const ids = rows.flatMap(({ model_id }) => model_id ?? []);
      const stored = await store
        .selectFrom('models')
        .select('model_id')
        .where('project_id', '=', project_id)
        .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val(ids))))
        .execute();
      const placed = new Set<string | undefined>(stored.map(({ model_id }) => model_id));
      return rows.flatMap(({ model_id, ...row }) => (placed.has(model_id) ? [] : row));
    },
  };
}
