import type { Receipt } from '../../core/console-api/deletions/receipt.ts';
import type { Ledger } from '../../core/deletion/ledger.ts';
import { noteCheck, type Report, readEvidence, reportLedger } from '../../core/deletion/report.ts';

/** The part of a receipt that its outcomes and its next verification follow from. */
export type Evidenced = Pick<Receipt, 'plan' | 'calls' | 'checks' | 'state' | 'created_at'>;

/** A receipt and its report. */
export type Reported<R extends Evidenced = Evidenced> = { receipt: R; report: Report };

/**
 * A receipt with the fold of its evidence: the ledger and the report. Folding is linear in plan and calls, so it is done
 * once per transaction and passed on.
 */
export type Folded<R extends Evidenced = Receipt> = Reported<R> & { ledger: Ledger };

/** Folds the plan, calls and checks of a receipt. Pure. */
export function foldReceipt<R extends Evidenced>(receipt: R): Folded<R> {
  const ledger = readEvidence(receipt.plan, receipt);
  return { receipt, ledger, report: reportLedger(ledger) };
}

/**
 * Adds a check, later than all calls, to a folded receipt. Mutates the ledger that is passed in, which belongs to the
 * result afterwards.
 */
export function addCheck(
  { receipt, ledger }: Pick<Folded, 'receipt' | 'ledger'>,
  check: Receipt['checks'][number],
): Folded {
  noteCheck(ledger, check);
  return {
    receipt: { ...receipt, checks: [...receipt.checks, check] },
    ledger,
    report: reportLedger(ledger),
  };
}
