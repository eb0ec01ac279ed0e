import type { Receipt } from '../../core/console-api/receipt.ts';
import type { Ledger } from '../../core/deletion/ledger.ts';
import { noteCheck, type Report, readEvidence, reportLedger } from '../../core/deletion/report.ts';

/** What of a receipt its result and its next look follow from. */
export type Evidenced = Pick<Receipt, 'plan' | 'calls' | 'checks' | 'state' | 'created_at'>;

/** A receipt and its report. */
export type Reported<R extends Evidenced = Evidenced> = { receipt: R; report: Report };

/**
 * A receipt with what all its evidence says. That is read from it once in a transaction, however much is asked of it:
 * it takes as long as the plan and the calls are many.
 */
export type Folded<R extends Evidenced = Receipt> = Reported<R> & { ledger: Ledger };

export function foldReceipt<R extends Evidenced>(receipt: R): Folded<R> {
  const ledger = readEvidence(receipt.plan, receipt);
  return { receipt, ledger, report: reportLedger(ledger) };
}

/** The receipt with one look more, that came after all its calls. What it is made of is used up: the ledger goes on. */
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
