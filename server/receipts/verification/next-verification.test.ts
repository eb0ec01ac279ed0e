import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import { countCases } from '../../../core/testing/count-cases.ts';
import { foldReceipt } from '../fold-receipt.ts';
import {
  firstVerification,
  isLate,
  isVerificationDue,
  LAG_MS,
  nextVerification,
} from './next-verification.ts';

const ID = '10eb0091-887f-4839-9929-cbc884f1e20e';
const listed = [{ model_id: ID, model_name: 'pose', model_version: '1.0.0' }];
const plan = planDeletion({ listed, chosen: new Set([ID]) }, new Map());
const DELETED = { status: 200, body: JSON.stringify({ delete_success_list: [ID] }) };
const LOST = { status: null, body: '' };

/** A receipt whose only call was answered at the moment 0. */
const receipt = (
  answer: { status: number | null; body: string },
  checks: Receipt['checks'] = [],
  state: Receipt['state'] = 'ended',
) => {
  const calls = [{ call: { model_id: ID, cascade: false }, sent_at: 0, answered_at: 0, ...answer }];
  return foldReceipt({ plan, checks, state, created_at: 0, calls });
};
const look = (at: number, present: string[]) => ({
  at,
  after_calls: 1,
  present,
  confirms: true,
  ...(at >= LAG_MS && { is_late: true }),
});

describe('a receipt is looked into', () => {
  it('as soon as its run is over, whatever was answered', () => {
    for (const answer of [DELETED, LOST, { status: 403, body: '{"error_code":"ModelArts.0108"}' }]) {
      expect(firstVerification(receipt(answer), 7)).toBe(7);
      expect(isVerificationDue(receipt(answer), 7, LAG_MS)).toBe(true);
    }
  });

  it('no more once everything that was told is confirmed', () => {
    const confirmed = receipt(DELETED, [look(1_000, [])]);
    expect([firstVerification(confirmed, 1_000), nextVerification(confirmed, 1_000, LAG_MS)]).toEqual([
      null,
      null,
    ]);
    expect(isVerificationDue(confirmed, 1_000_000, LAG_MS)).toBe(false);
  });

  it.each([
    ['what was told as deleted and is there', DELETED],
    ['what may act yet, as its answer was lost', LOST],
  ])('again after 5, 15 and 60 s for %s, and then no more', (_what, answer) => {
    const times: number[] = [];
    let seen = receipt(answer, [look(1_000, [ID])]);
    for (let now: number | null = 1_000; now !== null; now = nextVerification(seen, now, LAG_MS)) {
      expect(isVerificationDue(receipt(answer, seen.receipt.checks.slice(0, -1)), now, LAG_MS)).toBe(true);
      times.push(now);
      if (isLate(seen.receipt, now, LAG_MS))
        seen = receipt(answer, [...seen.receipt.checks, look(now, [ID])]);
    }
    expect(times).toEqual([1_000, 5_000, 15_000, 60_000]);
  });

  it('while it runs only when nothing is heard of it any more', () => {
    const running = receipt(DELETED, [], 'running');
    expect(firstVerification(running, 0)).toBe(90_000);
    expect(isVerificationDue(running, 0, LAG_MS)).toBe(false);
    expect(isVerificationDue(receipt(LOST, [], 'running'), 0, LAG_MS)).toBe(true);
  });

  it('ever more rarely for what cannot be found out, and not for ever', () => {
    const came = countCases('again', 'no more');
    const unsure = receipt(DELETED, [{ ...look(0, []), unsure: [ID] }]);
    fc.assert(
      fc.property(fc.integer({ min: LAG_MS, max: 30 * 24 * 60 * 60_000 }), (now) => {
        const next = nextVerification(unsure, now, LAG_MS);
        came(next === null ? 'no more' : 'again');
        if (next === null) expect(now).toBeGreaterThan(7 * 24 * 60 * 60_000);
        else {
          expect(next - now).toBeGreaterThanOrEqual(5_000);
          expect(next - now).toBeLessThanOrEqual(60 * 60_000);
        }
      }),
    );
  });
});
