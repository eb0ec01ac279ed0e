import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, readAnswer } from './answer.ts';
import type { Plan } from './plan.ts';
import { planDeletion } from './plan-deletion.ts';
import { type Evidence, reportDeletion } from './report.ts';
import { answersTo, idOf, plans } from './testing/arbitrary-deletion.ts';

const plansAndAnswers = plans.chain((plan) =>
  fc.record({ plan: fc.constant(plan), answers: answersTo(plan) }),
);
const stillListed = fc.uniqueArray(fc.nat(50).map(idOf)).map((ids) => new Set(ids));

/** Answers, and maybe a look at the registry after the last of them. */
const evidence = (calls: readonly Answer[], still?: ReadonlySet<string>, look = {}): Evidence => ({
  calls,
  checks: still ? [{ after_calls: calls.length, present: [...still], confirms: true, ...look }] : [],
});

const idsOf = (plan: Plan) => plan.affected.map((version) => version.model_id);

const isToldMissing = (answers: readonly Answer[], id: string) =>
  answers.some((answer) => answer.call.model_id === id && readAnswer(answer).kind === 'no-such-model');

describe('any report, of whatever answers', () => {
  it('has one outcome for each planned version, and the counts add up to the plan', () => {
    fc.assert(
      fc.property(plansAndAnswers, fc.option(stillListed, { nil: undefined }), ({ plan, answers }, still) => {
        const { rows, counts } = reportDeletion(plan, evidence(answers, still));
        expect(rows.map((row) => row.model_id)).toEqual(plan.affected.map((version) => version.model_id));
        expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(plan.affected.length);
      }),
    );
  });

  it('calls nothing deleted that no success list named, unless the registry was found without it', () => {
    fc.assert(
      fc.property(plansAndAnswers, fc.option(stillListed, { nil: undefined }), ({ plan, answers }, still) => {
        const named = answers.map((answer) => answer.body.toLowerCase()).join();
        for (const row of reportDeletion(plan, evidence(answers, still)).rows) {
          if (row.outcome !== 'deleted') continue;
          if (row.by === 'answer') expect(named).toContain(row.model_id);
          else expect(still?.has(row.model_id) === false || isToldMissing(answers, row.model_id)).toBe(true);
        }
      }),
    );
  });

  it('leaves nothing unknown once a list was read', () => {
    fc.assert(
      fc.property(plansAndAnswers, stillListed, ({ plan, answers }, still) => {
        expect(reportDeletion(plan, evidence(answers, still)).counts.unknown).toBe(0);
      }),
    );
  });

  it('keeps what was deleted deleted, whatever comes after', () => {
    fc.assert(
      fc.property(plansAndAnswers, ({ plan, answers }) => {
        const before = reportDeletion(plan, evidence(answers.slice(0, -1))).rows;
        const after = reportDeletion(plan, evidence(answers)).rows;
        before.forEach((row, index) => {
          if (row.outcome === 'deleted') expect(after[index]?.outcome).toBe('deleted');
        });
      }),
    );
  });

  it('never calls gone what was once in doubt: a call that had no answer may have taken it, however late', () => {
    const calls = plansAndAnswers.chain(({ plan, answers }) => {
      const check = fc.record({ after_calls: fc.nat(answers.length), present: fc.subarray(idsOf(plan)) });
      return fc.record({
        plan: fc.constant(plan),
        answers: fc.constant(answers),
        checks: fc.array(check, { maxLength: 4 }),
      });
    });
    fc.assert(
      fc.property(calls, ({ plan, answers, checks }) => {
        const after = answers.map((_, count) => {
          const seen = checks.filter((check) => check.after_calls <= count);
          return reportDeletion(plan, { calls: answers.slice(0, count + 1), checks: seen });
        });
        const doubted = new Set(
          after.flatMap(({ rows }) => rows.filter((row) => row.outcome === 'unknown')).map((r) => r.model_id),
        );
        for (const row of reportDeletion(plan, { calls: answers, checks }).rows) {
          if (doubted.has(row.model_id)) expect(row.outcome).not.toBe('gone');
        }
      }),
    );
  });

  it('confirms what it was told by a look, and leaves nothing to be confirmed after a late one', () => {
    const looks = fc.record({ isLate: fc.boolean(), still: stillListed });
    fc.assert(
      fc.property(plansAndAnswers, looks, ({ plan, answers }, { isLate, still }) => {
        const before = reportDeletion(plan, evidence(answers)).rows;
        const { rows, confirmation } = reportDeletion(plan, evidence(answers, still, { is_late: isLate }));
        rows.forEach((row, index) => {
          const isThere = still.has(row.model_id);
          const reported = before[index]?.outcome;
          if (!isThere) expect(row).toMatchObject({ confirmed: true });
          else if (reported === 'deleted' || reported === 'gone') {
            if (isLate) expect(['still-there', 'left', 'failed']).toContain(row.outcome);
            else expect(row).toMatchObject({ outcome: reported, confirmed: false });
          }
        });
        const waiting = rows.filter((row) => 'confirmed' in row && !row.confirmed).length;
        expect(confirmation.contested).toBe(waiting);
        if (isLate) expect(waiting).toBe(0);
      }),
    );
  });

  it('blames nobody else for what a call of ours may have touched', () => {
    fc.assert(
      fc.property(plansAndAnswers, stillListed, ({ plan, answers }, still) => {
        const { rows } = reportDeletion(plan, evidence(answers, still));
        const sent = answers.filter((answer) => readAnswer(answer).kind !== 'retryable');
        for (const row of rows) {
          if (row.outcome !== 'gone' || row.by !== 'somebody-else') continue;
          // All are of one name, so that a cascade may have touched any.
          expect(sent.filter(({ call }) => call.cascade || call.model_id === row.model_id)).toEqual([]);
        }
      }),
    );
  });

  it('settles nothing by a list that is not sure of it', () => {
    fc.assert(
      fc.property(plansAndAnswers, stillListed, ({ plan, answers }, unsure) => {
        const check = { after_calls: answers.length, present: [], unsure: [...unsure] };
        const before = reportDeletion(plan, evidence(answers)).rows;
        reportDeletion(plan, { calls: answers, checks: [check] }).rows.forEach((row, index) => {
          if (unsure.has(row.model_id)) expect(row).toEqual(before[index]);
          else expect(['deleted', 'gone']).toContain(row.outcome);
        });
      }),
    );
  });

  it('names every stranger once, and no planned version among them', () => {
    fc.assert(
      fc.property(plansAndAnswers, ({ plan, answers }) => {
        const planned = new Set(plan.affected.map((version) => version.model_id));
        const unexpectedIds = reportDeletion(plan, evidence(answers)).unexpected.map(
          ({ model_id }) => model_id,
        );
        expect(new Set(unexpectedIds).size).toBe(unexpectedIds.length);
        for (const id of unexpectedIds) expect(planned.has(id)).toBe(false);
      }),
    );
  });
});

const [A, B, STRANGER] = [idOf(1), idOf(2), idOf(77)];

/** A cascade over two versions, the first of them the target. */
const cascade: Plan = (() => {
  const [target, other] = [A, B].map((model_id, index) => {
    return { model_id, model_name: 'pose', model_version: `1.0.${index}`, create_at: index };
  });
  if (!target || !other) throw new Error('no versions');
  return planDeletion({ listed: [target, other], chosen: new Set([A, B]), target: A }, new Map());
})();

/** The report of one answer to the cascade, as `outcome` words in the plan's order. */
function reported(status: number | null, body: unknown, still?: ReadonlySet<string>) {
  const [call] = cascade.calls;
  if (!call) throw new Error('no call');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer: Answer = { call, status, body: text };
  const report = reportDeletion(cascade, evidence([answer], still));
  return { ...report, outcomes: report.rows.map((row) => row.outcome) };
}

const refusal = (model_id: string, error_msg = 'no') => ({
  model_id,
  error_code: 'ModelArts.3009',
  error_msg,
});

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
