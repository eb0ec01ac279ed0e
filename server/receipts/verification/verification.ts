import type { Expression, SqlBool } from 'kysely';
import type { Receipt } from '../../../core/console-api/receipt.ts';
import type { Caller } from '../../iam/caller.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import type { Folded } from '../fold-receipt.ts';

/** A receipt as it is about to be written: a call was answered, or its run was ended. Times in ms since the epoch. */
export type ToBeWritten = {
  project_id: string;
  receipt: Receipt;
  /** Of the call that was answered; absent where a run was ended instead. */
  call_number?: number;
  now: number;
};

/** A receipt as it may be written under a condition. */
export type Found = { checked: Folded; condition: Expression<SqlBool> };

/** How a receipt is held against the registry, which may be in the database or far away. */
export type Verification = {
  /**
   * In the transaction that writes the receipt, whose lock it holds: answers the receipt with all that can be found out
   * there. The rest is left to `settle`.
   */
  afterCall: (trx: StoreTransaction, written: ToBeWritten) => Promise<Folded>;
  /**
   * The same where one statement writes the answer of a receipt's only call: how the receipt may be written, and on what
   * condition; undefined when it takes a transaction to find out.
   */
  afterOnlyCall: (written: ToBeWritten) => Found | undefined;
  /** When it is due, or somebody wants to know: in their name, where a registry asks for one. The receipt as it is then. */
  settle: (project_id: string, deletion_id: string, caller?: Caller) => Promise<Folded>;
  /** How long the registry may lag behind what it answers, in ms. */
  lag: number;
};
