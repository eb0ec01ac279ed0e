import type { DeletionBackend } from '../receipts/calls/deletion-route.ts';
import type { Store } from '../store/schema.ts';
import type { RunQueue } from './run-queue.ts';

/** What it takes to begin a run, and to do something to it. */
export type RunContext = {
  store: Store;
  deletions: DeletionBackend;
  /**
   * The queue, once it is open. It is waited for before a transaction is begun, never in one: what opens it asks the same
   * database, of which PGlite is one connection.
   */
  queue: () => Promise<RunQueue>;
};
