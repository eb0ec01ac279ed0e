import type { Unreadable } from '../../../core/console-api/sync-status.ts';
import type { Store, StoreTransaction } from '../../store/schema.ts';
import { holdLease, type Lease, type Progress } from './lease.ts';
import type { RemoteRegistry } from './remote-registry.ts';
import type { ListedRow } from './rows/listed-row.ts';

/** A reading of one project that goes on. */
export type SyncRun = {
  store: Store;
  lease: Lease;
  registry: RemoteRegistry;
  /** How many rows it wrote. */
  written: number;
  /** Names of which versions are stored that their summaries do not count yet. */
  staleNames: Set<string>;
  /** Writes what was read, in a short transaction that holds the mirror; never while the remote registry is asked. */
  write: <T>(act: (trx: StoreTransaction, touched: ReadonlySet<string>) => Promise<T>) => Promise<T>;
  /** Counts what was read. */
  count: (read: Partial<Progress>) => void;
  note: (unreadable: readonly Noted[]) => void;
  /** What was noted and is still so: room may have been made for a version since. */
  noted: () => Promise<Unreadable[]>;
};

/** A row that could not be stored; `model_id` when it was a version that had no room. */
export type Noted = Unreadable & { model_id?: string };

/** Rows that could not be read are told up to so many. */
const MAX_NOTED = 100;

/** How often, in ms, whoever looks on is told how far a reading is. */
const TELL_EVERY_MS = 1_000;

export function beginSync(store: Store, lease: Lease, registry: RemoteRegistry): SyncRun {
  const progress: Progress = { names: 0, versions: 0, services: 0 };
  const noted: Noted[] = [];
  let toldAt = performance.now();
  const isTimeToTell = () => {
    const now = performance.now();
    if (now - toldAt < TELL_EVERY_MS) return false;
    toldAt = now;
    return true;
  };
  return {
    ...{ store, lease, registry, written: 0, staleNames: new Set() },
    write: (act) =>
      store
        .transaction()
        .execute(async (trx) => act(trx, await holdLease(trx, lease, progress, isTimeToTell()))),
    count: (read) => Object.assign(progress, read),
    note: (unreadable) => {
      for (const one of unreadable) {
        // That services are not known is noted however many rows are.
        const isFirst = one.about !== undefined && noted.every(({ about }) => about === undefined);
        if (noted.length < MAX_NOTED || isFirst) noted.push(one);
      }
    },
    async noted() {
      const ids = noted.flatMap(({ model_id }) => model_id ?? []);
      const stored = await store
        .selectFrom('models')
        .select('model_id')
        .where('project_id', '=', lease.project_id)
        .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val(ids))))
        .execute();
      const placed = new Set<string | undefined>(stored.map(({ model_id }) => model_id));
      return noted.flatMap(({ model_id, ...told }) => (placed.has(model_id) ? [] : told));
    },
  };
}

/** Takes the rows that can be read, and notes the others. */
export function sortRows<T>(reading: SyncRun, rows: readonly ListedRow<T>[]): T[] {
  return rows.flatMap((row) => {
    if ('read' in row) return [row.read];
    reading.note([row.unreadable]);
    return [];
  });
}
