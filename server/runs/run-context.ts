import type { DeletionBackend } from '../receipts/calls/deletion-route.ts';
import type { Store } from '../store/schema.ts';
import type { RunQueue } from './run-queue.ts';

/** What it takes to begin a run, and to do something to it. */
export type RunContext = { store: Store; queue: RunQueue; deletions: DeletionBackend };
