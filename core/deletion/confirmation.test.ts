import { describe, expect, it } from 'vitest';
import { reportDeletion } from './report.ts';
import { A, B, cascade, refusal, reported, STRANGER } from './testing/report-of.ts';

describe('a look after the run', () => {
  const all = JSON.stringify({ delete_success_list: [A, B], delete_failed_list: [] });
  const calls = [{ call: { model_id: A, cascade: true }, status: 200, body: all }];
  const look = (present: string[], more = {}) => ({ after_calls: 1, present, confirms: true, ...more });

  it('confirms each version that it does not find, and says when the last was confirmed', () => {
    const { rows, confirmation } = reportDeletion(cascade, { calls, checks: [look([], { at: 5_000 })] });
    expect(rows).toMatchObject([{ confirmed: true }, { confirmed: true }]);
    expect(confirmation).toEqual({ waiting: 0, contested: 0, at: 5_000 });
  });

  it('contests what is told as deleted and is there, until a late one calls it still there', () => {
    const early = reportDeletion(cascade, { calls, checks: [look([A])] });
    expect(early.rows).toMatchObject([{ outcome: 'deleted', confirmed: false }, { confirmed: true }]);
    expect(early.confirmation).toMatchObject({ waiting: 1, contested: 1 });
    const late = reportDeletion(cascade, { calls, checks: [look([A]), look([A], { is_late: true })] });
    expect(late.rows.map((row) => row.outcome)).toEqual(['still-there', 'deleted']);
    expect(late.counts).toMatchObject({ 'still-there': 1, deleted: 1 });
    expect(late.confirmation).toMatchObject({ waiting: 0, contested: 0 });
  });

  it('believes a registry that lagged, also after it was called a liar', () => {
    const lagged = [look([A, B]), look([A, B], { is_late: true }), look([])];
    const { rows } = reportDeletion(cascade, { calls, checks: lagged.slice(0, 1).concat(look([])) });
    expect(rows).toMatchObject([{ outcome: 'deleted', confirmed: true }, { confirmed: true }]);
    expect(reportDeletion(cascade, { calls, checks: lagged }).counts.deleted).toBe(2);
  });

  it('stays with what was confirmed once, when a list that lags shows it later', () => {
    const { rows } = reportDeletion(cascade, { calls, checks: [look([]), look([A], { is_late: true })] });
    expect(rows[0]).toMatchObject({ outcome: 'deleted', confirmed: true });
  });

  it('of an earlier edition, which did not look for what was told as deleted, confirms nothing', () => {
    const { confirmation } = reportDeletion(cascade, { calls, checks: [{ after_calls: 1, present: [] }] });
    expect(confirmation).toMatchObject({ waiting: 2, contested: 0 });
  });

  it('looks for unplanned versions too, and says of one whether it is there', () => {
    const body = JSON.stringify({ delete_success_list: [A, B, STRANGER] });
    const answered = [{ call: { model_id: A, cascade: true }, status: 200, body }];
    const isThere = (present: string[]) =>
      reportDeletion(cascade, { calls: answered, checks: [look(present)] }).unexpected[0]?.isThere;
    expect([isThere([STRANGER]), isThere([])]).toEqual([true, false]);
  });
});

describe('who took a version', () => {
  const lookAt = (after_calls: number, present: string[]) => ({ after_calls, present, confirms: true });

  it('is somebody else where it was gone before the first call', () => {
    const { rows } = reportDeletion(cascade, { calls: [], checks: [lookAt(0, [B])] });
    expect(rows[0]).toMatchObject({ outcome: 'gone', by: 'somebody-else' });
  });

  it('is not known after a cascade that named fewer than went', () => {
    const body = JSON.stringify({ delete_success_list: [A], delete_failed_list: [] });
    const calls = [{ call: { model_id: A, cascade: true }, status: 200, body }];
    const { rows } = reportDeletion(cascade, { calls, checks: [lookAt(1, [])] });
    expect(rows).toMatchObject([{ outcome: 'deleted' }, { outcome: 'gone', by: 'not-known' }]);
  });

  it('is not known after a refusal, which may have come after the act', () => {
    for (const [status, error_code] of [
      [404, 'ModelArts.3001'],
      [400, 'ModelArts.3074'],
    ] as const) {
      const body = JSON.stringify({ error_code, error_msg: '' });
      const calls = [{ call: { model_id: A, cascade: false }, status, body }];
      const { rows } = reportDeletion(cascade, { calls, checks: [lookAt(1, [B])] });
      expect(rows[0]).toMatchObject({ outcome: 'gone', by: 'not-known' });
    }
  });
});

describe('ids in another case than they were sent', () => {
  const upper = (id: string) => id.toUpperCase();

  it('are the same ids, in answers and in lists', () => {
    const body = JSON.stringify({ delete_success_list: [upper(A)], delete_failed_list: [refusal(upper(B))] });
    const calls = [{ call: { model_id: A, cascade: true }, status: 200, body }];
    const check = { after_calls: 1, present: [upper(B)], confirms: true };
    const { rows, unexpected } = reportDeletion(cascade, { calls, checks: [check] });
    expect(unexpected).toEqual([]);
    expect(rows).toMatchObject([{ outcome: 'deleted', confirmed: true }, { outcome: 'failed' }]);
  });

  it('are shown as they came', () => {
    const { unexpected } = reported(200, { delete_success_list: [A, B, upper(STRANGER)] });
    expect(unexpected[0]?.model_id).toBe(upper(STRANGER));
  });
});
