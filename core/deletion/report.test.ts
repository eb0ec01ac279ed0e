import { describe, expect, it } from 'vitest';
import { reportDeletion } from './report.ts';
import { A, B, cascade, evidence, refusal, reported, STRANGER } from './testing/report-of.ts';

describe('an answer of the registry', () => {
  it('with every model refused leaves nothing deleted', () => {
    const { outcomes } = reported(200, {
      delete_success_list: [],
      delete_failed_list: [refusal(A), refusal(B)],
    });
    expect(outcomes).toEqual(['failed', 'failed']);
  });

  it('with two empty lists tells nothing: whoever lost its target may have lost the others too', () => {
    expect(reported(200, { delete_success_list: [], delete_failed_list: [] }).outcomes).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  it('with a list missing or null reads the other one', () => {
    expect(reported(200, { delete_success_list: [A, B] }).outcomes).toEqual(['deleted', 'deleted']);
    expect(reported(200, { delete_success_list: [A], delete_failed_list: null }).outcomes).toEqual([
      'deleted',
      'left',
    ]);
  });

  it('that is no deletion answer at all is unknown, 200 or not', () => {
    expect(reported(200, {}).outcomes).toEqual(['unknown', 'unknown']);
    expect(reported(200, '<html>').outcomes).toEqual(['unknown', 'unknown']);
    expect(reported(200, `{"delete_success_list":["${A}"`).outcomes).toEqual(['unknown', 'unknown']);
    expect(reported(204, '').outcomes).toEqual(['unknown', 'unknown']);
  });

  it('that names an id twice counts it once', () => {
    const { counts } = reported(200, { delete_success_list: [A, A, B], delete_failed_list: [] });
    expect(counts.deleted).toBe(2);
  });

  it('that names an id in both lists leaves it unknown until a list settles it', () => {
    const body = { delete_success_list: [A, B], delete_failed_list: [refusal(A)] };
    expect(reported(200, body).outcomes).toEqual(['unknown', 'deleted']);
    expect(reported(200, body, new Set([A])).outcomes).toEqual(['left', 'deleted']);
    expect(reported(200, body, new Set()).outcomes).toEqual(['deleted', 'deleted']);
  });

  it('that deleted something unplanned says so', () => {
    const { unexpected } = reported(200, { delete_success_list: [A, B, STRANGER], delete_failed_list: [] });
    expect(unexpected).toEqual([{ model_id: STRANGER, told: 'deleted', isThere: false }]);
  });

  it('of the older edition calls the message error_message', () => {
    const old = { model_id: B, error_code: 'ModelArts.3009', error_message: 'old words' };
    const { rows } = reported(200, { delete_success_list: [A], delete_failed_list: [old] });
    expect(rows[1]).toMatchObject({ outcome: 'failed', message: 'old words' });
  });

  it('whose message names another id keeps to the row and says so', () => {
    const { rows } = reported(200, {
      delete_success_list: [A],
      delete_failed_list: [refusal(B, `the model (${A})`)],
    });
    expect(rows[1]).toMatchObject({ outcome: 'failed', namesAnotherId: true });
    const own = reported(200, {
      delete_success_list: [A],
      delete_failed_list: [refusal(B, `the model (${B})`)],
    });
    expect(own.rows[1]).toMatchObject({ namesAnotherId: false });
  });

  it('with an unknown code, or a code without a message, is shown as it came', () => {
    const odd = { model_id: B, error_code: 'ModelArts.9999' };
    const { rows } = reported(200, { delete_success_list: [A], delete_failed_list: [odd] });
    expect(rows[1]).toMatchObject({ outcome: 'failed', code: 'ModelArts.9999', message: '' });
  });
});

describe('an answer that is none', () => {
  it('leaves a cascade unknown as a whole, until a list tells what is gone', () => {
    expect(reported(null, '').outcomes).toEqual(['unknown', 'unknown']);
    expect(reported(500, { error_code: 'ModelArts.0010', error_msg: '' }).outcomes).toEqual([
      'unknown',
      'unknown',
    ]);
    expect(reported(502, '<html>').outcomes).toEqual(['unknown', 'unknown']);
    expect(reported(null, '', new Set([B])).outcomes).toEqual(['deleted', 'left']);
  });

  it('with a 404 in the words of something else than the registry is unknown', () => {
    expect(reported(404, '<h1>Not found</h1>').outcomes).toEqual(['unknown', 'unknown']);
  });

  it('with the registry saying 404 means that the target was already gone', () => {
    const { outcomes } = reported(404, { error_code: 'ModelArts.3001', error_msg: '' });
    expect(outcomes).toEqual(['gone', 'left']);
  });

  it('with a 403 refuses everything that the call was for', () => {
    const { rows, outcomes } = reported(403, { error_code: 'ModelArts.0108', error_msg: 'no' });
    expect(outcomes).toEqual(['failed', 'failed']);
    expect(rows[0]).toMatchObject({ code: 'ModelArts.0108' });
  });
});

it.each([
  [401, '{"error_code":"ModelArts.0202","error_msg":"expired"}'],
  [401, ''],
  [429, '{"error_code":"APIG.0308","error_msg":""}'],
  [429, '<html>'],
  [412, '{"error_code":"Coppice.0009","error_msg":""}'],
  [503, '{"error_code":"Coppice.0012","error_msg":""}'],
])('takes a %i for what it is: nothing was done, and it may be asked again', (status, body) => {
  expect(reported(status, body).outcomes).toEqual(['left', 'left']);
});

it('does not believe that a call did nothing because its receipt had it already', () => {
  const { outcomes } = reported(409, { error_code: 'Coppice.0007', error_msg: '' });
  expect(outcomes).toEqual(['unknown', 'unknown']);
});

it('remembers a refusal when a later call for the name is lost, and the version is still listed', () => {
  const call = { model_id: A, cascade: true };
  const refused = JSON.stringify({ delete_success_list: [], delete_failed_list: [refusal(A)] });
  const calls = [
    { call, status: 200, body: refused },
    { call: { ...call, model_id: B }, status: null, body: '' },
  ];
  expect(reportDeletion(cascade, { calls, checks: [] }).counts.unknown).toBe(2);
  const checks = [{ after_calls: 2, present: [A] }];
  const { rows } = reportDeletion(cascade, { calls, checks });
  expect(rows.map((row) => row.outcome)).toEqual(['failed', 'deleted']);
});

it('counts as deleted what a slow registry took after a list that still had it', () => {
  const call = { model_id: A, cascade: true };
  const calls = [{ call, status: null, body: '' }];
  const early = { after_calls: 1, present: [A, B] };
  const { rows } = reportDeletion(cascade, { calls, checks: [early] });
  expect(rows).toMatchObject([{ because: 'still-listed' }, { because: 'still-listed' }]);
  const late = { after_calls: 1, present: [B] };
  expect(reportDeletion(cascade, { calls, checks: [early, late] }).rows).toMatchObject([
    { outcome: 'deleted', by: 'list' },
    { outcome: 'left', because: 'still-listed' },
  ]);
});

it('takes a 404 after an answer that was lost for what the lost call did', () => {
  const call = { model_id: A, cascade: true };
  const missing = JSON.stringify({ error_code: 'ModelArts.3001', error_msg: '' });
  const calls = [
    { call, status: null, body: '' },
    { call, status: 404, body: missing },
  ];
  const { rows } = reportDeletion(cascade, evidence(calls));
  expect(rows[0]).toMatchObject({ outcome: 'deleted', by: 'list' });
  expect(rows[1]).toMatchObject({ outcome: 'unknown' });
});

it('calls a refused version gone when a list shows that somebody took it after all', () => {
  const call = { model_id: A, cascade: false };
  const body = JSON.stringify({ delete_success_list: [], delete_failed_list: [refusal(A)] });
  const checks = [{ after_calls: 1, present: [B] }];
  const { rows } = reportDeletion(cascade, { calls: [{ call, status: 200, body }], checks });
  expect(rows.map((row) => row.outcome)).toEqual(['gone', 'left']);
});

it('says "not sent" of versions whose calls were never made', () => {
  const { rows } = reportDeletion(cascade, evidence([]));
  expect(rows.map((row) => row.outcome === 'left' && row.because)).toEqual(['not-sent', 'not-sent']);
});

it.each(['ModelArts.3009', '3009', 3009])(
  'takes a 500 with %s on a single delete for the refusal that it is',
  (error_code) => {
    const call = { model_id: A, cascade: false, covers: [A] };
    const plan = { ...cascade, affected: cascade.affected.slice(0, 1), calls: [call] };
    const body = JSON.stringify({ error_code, error_msg: 'used' });
    expect(reportDeletion(plan, evidence([{ call, status: 500, body }])).counts.failed).toBe(1);
  },
);
