import type { Expression, SqlBool } from 'kysely';
import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import type { Caller } from '../../iam/caller.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import type { Folded } from '../fold-receipt.ts';

/** A receipt that is about to be written, because a call was answered or its run was ended. Times in ms since the epoch. */
export type ReceiptUpdate = {
  project_id: string;
  receipt: Receipt;
  /** Of the call that was answered, from 1; absent where a run was ended instead. */
  call_number?: number;
  now: number;
};

/** A verified receipt, and the condition on the registry under which that is true: for the statement that writes it. */
export type ConditionalCheck = { checked: Folded; condition: Expression<SqlBool> };

/** Checks receipts against the registry, which is in the same database or remote. */
export type Verification = {
  /**
   * Runs in the transaction that writes the receipt, and holds its lock: must not wait for anything outside the database.
   * Answers the receipt with what could be checked there; the rest is left to `settle`.
   */
  afterCall: (trx: StoreTransaction, update: ReceiptUpdate) => Promise<Folded>;
  /**
   * The same without a transaction, for the single statement that writes the answer of a receipt's only call; undefined
   * when it takes a transaction to find out.
   */
  afterOnlyCall: (update: ReceiptUpdate) => ConditionalCheck | undefined;
  /**
   * Verifies a receipt now, if that is due, and writes what was found. Idempotent. The caller's credentials are used where
   * the registry asks for some; without a caller, those of somebody in the project.
   *
   * @returns the receipt as it is then.
   * @throws ApiError 0006 (not found) when the project has no such receipt; those of a remote registry that cannot be asked.
   */
  settle: (project_id: string, deletion_id: string, caller?: Caller) => Promise<Folded>;
  /** How long the registry may lag behind its own answers (eventual consistency). In ms. */
  lag: number;
};
