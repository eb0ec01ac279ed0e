import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reportReceipt } from '../../core/console-api/deletions/receipt.ts';
import { idsToLookFor } from '../../core/deletion/ledger.ts';
import { receipts } from '../testing/fixtures/receipt-of.ts';
import { addCheck, foldReceipt } from './fold-receipt.ts';

it('says after looks that were added to it what the receipt says that was written with them', () => {
  let told = 0;
  fc.assert(
    fc.property(receipts, fc.infiniteStream(fc.boolean()), (receipt, isThere) => {
      const look = (ids: readonly string[], at: number) => ({
        at,
        after_calls: receipt.calls.length,
        confirms: true,
        is_late: at > 10,
        present: ids.filter(() => isThere.next().value),
      });
      const folded = foldReceipt(receipt);
      const before = structuredClone(folded.report);
      const once = addCheck(folded, look(idsToLookFor(folded.ledger), 10));
      const twice = addCheck(once, look(idsToLookFor(once.ledger), 20));
      expect(twice.receipt.checks).toHaveLength(2);
      expect(twice.report).toEqual(reportReceipt(twice.receipt));
      expect(folded.report).toEqual(before);
      if (twice.report.confirmation.at === 20) told += 1;
    }),
  );
  expect(told).toBeGreaterThan(0);
});

it('says the same of a call without an answer, whether it is waited for or given up', () => {
  fc.assert(
    fc.property(receipts, ({ plan, calls, ...about }) => {
      const lost = calls.map((call) => ({ ...call, status: null, body: '', answered_at: null }));
      const givenUp = lost.map((call) => ({ ...call, answered_at: 3, problem: 'the gateway stopped' }));
      expect(foldReceipt({ ...about, plan, calls: givenUp }).report).toEqual(
        foldReceipt({ ...about, plan, calls: lost }).report,
      );
    }),
  );
});
