import { describe, expect, it } from 'vitest';
import type { Run } from '../../../core/console-api/deletions/runs.ts';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import { idOf, versionsOf } from '../../testing/fixtures.ts';
import { newReceipt, runIn } from '../../testing/test-runs.ts';
import { meanCallTime, progressOf } from './run-progress.ts';
import { phaseText, runTitle } from './run-text.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const MADE_MS = 400;

/** The receipt of a run over these versions of pose, all of the name or not, of which so many calls were answered. */
function receiptOf(versions: number, { whole, answered }: { whole: boolean; answered: number }) {
  const listed = versionsOf('pose', versions + (whole ? 0 : 1));
  const ids = listed.slice(0, versions).map((model) => model.model_id);
  const plan = planDeletion({ listed, chosen: new Set(ids) }, new Map(ids.map((id) => [id, []])));
  const calls = plan.calls.slice(0, answered).map(({ model_id, cascade, covers }, nth) => ({
    call: { model_id, cascade },
    status: 200,
    body: JSON.stringify({ delete_success_list: covers, delete_failed_list: [] }),
    sent_at: NOW + nth * 1_000,
    answered_at: NOW + nth * 1_000 + MADE_MS,
  }));
  return { ...newReceipt('deletion-1', plan), calls, run: runIn('running') };
}

function underWay(receipt: ReturnType<typeof receiptOf>) {
  const next = receipt.plan.calls[receipt.calls.length];
  if (!next) throw new Error('No call is left.');
  const call = { call: next, status: null, body: '', sent_at: NOW, answered_at: null };
  return { ...receipt, calls: [...receipt.calls, call] };
}

describe('how far a run is', () => {
  it('tells the call under way, of which nothing is known yet', () => {
    const receipt = underWay(receiptOf(31, { whole: true, answered: 1 }));
    expect(progressOf(receipt)).toMatchObject({ call: 2, of: 2, settled: 20, versions: 31 });
    expect(progressOf(receipt).report.counts).toMatchObject({ deleted: 20, left: 11, unknown: 0 });
  });

  it('tells a call that was never answered as unknown once it is not under way any more', () => {
    const receipt = { ...underWay(receiptOf(31, { whole: true, answered: 1 })), run: runIn('signed-out') };
    expect(progressOf(receipt).report.counts.unknown).toBeGreaterThan(0);
  });

  it('is at its first call before any was made', () => {
    expect(progressOf(receiptOf(5, { whole: false, answered: 0 }))).toMatchObject({
      call: 1,
      of: 5,
      settled: 0,
    });
  });

  it('counts version by version where the name is not cascaded any more', () => {
    const receipt = receiptOf(31, { whole: true, answered: 0 });
    const single = { model_id: idOf('pose', 0), cascade: false };
    const body = JSON.stringify({ delete_success_list: [single.model_id], delete_failed_list: [] });
    const call = { call: single, status: 200, body, sent_at: NOW, answered_at: NOW + MADE_MS };
    expect(progressOf({ ...receipt, calls: [call] })).toMatchObject({ call: 1, of: 31, settled: 1 });
  });

  it('measures what is left by the calls that were made, once there are enough', () => {
    expect(progressOf(receiptOf(10, { whole: false, answered: 2 })).left).toBeUndefined();
    expect(progressOf(receiptOf(10, { whole: false, answered: 4 })).left).toBe(6 * MADE_MS);
    expect(meanCallTime(receiptOf(10, { whole: false, answered: 0 }))).toBeUndefined();
  });
});

describe('what a run says', () => {
  const progress = progressOf(receiptOf(5, { whole: false, answered: 2 }));
  it.each<[Partial<Run>, string]>([
    [{ phase: 'held', starts_at: NOW + 7_400 }, 'Nothing has been sent yet · 8 s'],
    [{ phase: 'held', starts_at: NOW + 598_000 }, 'Nothing has been sent yet · 9:58'],
    [{ phase: 'held', starts_at: NOW - 1 }, 'Nothing has been sent yet · 0 s'],
    [{ phase: 'queued' }, 'Waiting for its turn…'],
    [{ phase: 'running' }, 'Call 2 of 5 · 2 of 5'],
    [{ phase: 'running', is_stopping: true }, 'Stopping after this call…'],
    [{ phase: 'asking' }, 'Waiting for an answer'],
    [{ phase: 'signed-out', operator: 'jonas' }, 'Waiting for jonas to sign in'],
  ])('%o', (run, text) => {
    expect(phaseText({ ...runIn('running'), ...run }, progress, NOW)).toBe(text);
  });

  it('is a title for what was not begun, and another for what is under way', () => {
    const { plan } = receiptOf(5, { whole: false, answered: 0 });
    expect(runTitle(plan, undefined)).toBe('About to delete 5 versions of pose');
    expect(runTitle(plan, { phase: 'scheduled' })).toBe('About to delete 5 versions of pose');
    expect(runTitle(plan, { phase: 'running' })).toBe('Deleting 5 versions of pose');
  });
});
