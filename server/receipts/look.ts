import type { Expression, SqlBool } from 'kysely';
import type { Receipt } from '../../core/console/receipt.ts';
import type { Caller } from '../iam/caller.ts';
import type { StoreTransaction } from '../store/schema.ts';
import type { Folded } from './fold-receipt.ts';

/** A receipt as it is under a condition. */
export type Found = { checked: Folded; condition: Expression<SqlBool> };

/** How a receipt is held against the registry, which may be in the database or far away. */
export type Look = {
  /**
   * In the transaction that writes the receipt, whose lock it holds: answers the receipt with what was found. A registry
   * that cannot be asked there answers it as it is.
   */
  within: (trx: StoreTransaction, project_id: string, folded: Folded, now: number) => Promise<Folded>;
  /** When it is due, or somebody wants to know: in their name, where a registry asks for one. The receipt as it is then. */
  settle: (project_id: string, deletion_id: string, caller?: Caller) => Promise<Folded>;
  /**
   * What the transaction of a call saw before it acted, where it is one of the same database: the receipt with a look that
   * came before the call. Without it nobody knows whether a version went before a call or by it.
   */
  before?: (receipt: Receipt, call_number: number, now: number) => Receipt;
  /**
   * What the very statement can find out that writes the answer to an only call: the receipt as it is if a condition holds;
   * undefined when that is not enough. A registry that cannot be asked there has none: it is looked into later.
   */
  inStatement?: (project_id: string, folded: Folded, now: number) => Found | undefined;
  /** How long the registry may lag behind what it answers, in ms. */
  lag: number;
};
