import type { Receipt } from '../../core/console/receipt.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { lookAgain, verifyReceipt } from './check-receipt.ts';

/** How what a receipt leaves open is looked up in the registry, which may be in the database or far away. */
export type Look = {
  /**
   * In the transaction that writes the receipt, whose lock it holds: answers the receipt with what was found. A registry
   * that cannot be asked there answers it as it is.
   */
  within: (trx: StoreTransaction, project_id: string, receipt: Receipt, now: number) => Promise<Receipt>;
  /** When somebody wants to know. Answers the receipt as it is then. */
  settle: (caller: Caller, deletion_id: string) => Promise<Receipt>;
  /** When a run is over and the transaction that wrote so as well; nobody waits for it. Gets the receipt as written. */
  afterwards: (caller: Caller, receipt: Receipt) => void;
};

/** Looks into the registry in the database: in the same transaction, so that there is nothing to do afterwards. */
export function ownLook(store: Store): Look {
  return {
    within: lookAgain,
    settle: ({ project_id }, deletion_id) => verifyReceipt(store, project_id, deletion_id),
    afterwards: () => {},
  };
}
