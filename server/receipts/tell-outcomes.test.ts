import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_NAMES_APART } from '../../core/console-api/activity/activity.ts';
import { idsToLookFor } from '../../core/deletion/ledger.ts';
import { receiptOf, receipts } from '../testing/fixtures/receipt-of.ts';
import { addCheck, type Folded, foldReceipt } from './fold-receipt.ts';
import { type Told, tellOutcomes } from './tell-outcomes.ts';

it('tells every outcome once, however often a receipt is looked into, and what proves wrong later', () => {
  let contradicted = 0;
  fc.assert(
    fc.property(receipts, fc.infiniteStream(fc.boolean()), (receipt, isThere) => {
      const told = { deleted: 0, refused: 0, contradicted: 0 };
      let folded: Folded = foldReceipt(receipt);
      let mark: Told = null;
      const tell = () => {
        const telling = tellOutcomes(folded, mark);
        mark = telling.told;
        for (const { kind, count = 1, facts } of telling.activities) {
          if (facts?.is_unplanned) continue;
          if (kind === 'deleted' || kind === 'refused' || kind === 'contradicted') told[kind] += count;
        }
        expect(tellOutcomes(folded, mark).activities).toEqual([]);
      };
      tell();
      expect(told.deleted).toBe(folded.report.counts.deleted);
      expect(told.refused).toBe(folded.report.counts.failed);
      for (const at of [10, 20]) {
        const present = idsToLookFor(folded.ledger).filter(() => isThere.next().value);
        folded = addCheck(folded, {
          at,
          after_calls: receipt.calls.length,
          confirms: true,
          is_late: true,
          present,
        });
        tell();
      }
      // What was told as deleted is, or was told as contradicted since.
      expect(told.deleted - told.contradicted).toBeLessThanOrEqual(folded.report.counts.deleted);
      contradicted += told.contradicted;
    }),
  );
  expect(contradicted).toBeGreaterThan(10);
});

it('tells nothing while a deletion goes on, and all of it once nobody is heard of any more', () => {
  fc.assert(
    fc.property(receipts, (receipt) => {
      const open = { ...receipt, ended_at: null, ending: null };
      const running = foldReceipt({ ...open, state: 'running' as const });
      expect(tellOutcomes(running, null)).toEqual({ told: null, activities: [] });
      const cutOff = foldReceipt({ ...open, state: 'interrupted' as const });
      expect(tellOutcomes(cutOff, null)).toEqual(tellOutcomes(foldReceipt(receipt), null));
    }),
  );
});

it('tells names apart up to a number, and more of them at once', () => {
  const activitiesOf = (count: number) => {
    const affected = Array.from({ length: count }, (_, index) => ({
      model_id: `id-${index}`,
      model_name: `name-${index}`,
      model_version: '1.0.0',
      model_size: 10,
      subscribed: false,
      services: [],
      verdict: 'delete' as const,
    }));
    const ids = affected.map(({ model_id }) => model_id);
    const calls = ids.map((model_id) => ({
      call: { model_id, cascade: false },
      status: 200,
      body: JSON.stringify({ delete_success_list: [model_id], delete_failed_list: [] }),
      sent_at: 1,
      answered_at: 2,
    }));
    const receipt = receiptOf({ plan: { affected, cascades: [], calls: [] }, calls });
    return tellOutcomes(foldReceipt(receipt), null).activities;
  };
  expect(activitiesOf(MAX_NAMES_APART)).toHaveLength(MAX_NAMES_APART);
  expect(activitiesOf(MAX_NAMES_APART + 1)).toMatchObject([
    { kind: 'deleted', subject: { name: '' }, count: 21, facts: { name_count: 21, bytes: 210 } },
  ]);
});
