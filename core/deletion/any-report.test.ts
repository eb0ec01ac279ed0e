import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCases } from '../testing/count-cases.ts';
import { type Answer, readAnswer } from './answer.ts';
import type { Plan } from './plan.ts';
import { reportDeletion } from './report.ts';
import { answersTo, listedOf, plans } from './testing/arbitrary-deletion.ts';
import { evidence } from './testing/report-of.ts';

/** A plan, answers to its calls, and what a list has after the last of them. */
const plansAndAnswers = plans.chain((plan) =>
  fc.record({ plan: fc.constant(plan), answers: answersTo(plan), still: listedOf(plan) }),
);

const idsOf = (plan: Plan) => plan.affected.map((version) => version.model_id);

const isToldMissing = (answers: readonly Answer[], id: string) =>
  answers.some((answer) => answer.call.model_id === id && readAnswer(answer).kind === 'no-such-model');

describe('any report, of whatever answers', () => {
  it('has one outcome for each planned version, and the counts add up to the plan', () => {
    fc.assert(
      fc.property(plansAndAnswers, fc.boolean(), ({ plan, answers, ...list }, isListed) => {
        const still = isListed ? list.still : undefined;
        const { rows, counts } = reportDeletion(plan, evidence(answers, still));
        expect(rows.map((row) => row.model_id)).toEqual(plan.affected.map((version) => version.model_id));
        expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(plan.affected.length);
      }),
    );
  });

  it('calls nothing deleted that no success list named, unless the registry was found without it', () => {
    const came = countCases('by an answer', 'by a list');
    fc.assert(
      fc.property(plansAndAnswers, fc.boolean(), ({ plan, answers, ...list }, isListed) => {
        const still = isListed ? list.still : undefined;
        const named = answers.map((answer) => answer.body.toLowerCase()).join();
        for (const row of reportDeletion(plan, evidence(answers, still)).rows) {
          if (row.outcome !== 'deleted') continue;
          came(row.by === 'answer' ? 'by an answer' : 'by a list');
          if (row.by === 'answer') expect(named).toContain(row.model_id);
          else expect(still?.has(row.model_id) === false || isToldMissing(answers, row.model_id)).toBe(true);
        }
      }),
    );
  });

  it('leaves nothing unknown once a list was read', () => {
    const came = countCases('unknown before');
    fc.assert(
      fc.property(plansAndAnswers, ({ plan, answers, still }) => {
        if (reportDeletion(plan, evidence(answers)).counts.unknown > 0) came('unknown before');
        expect(reportDeletion(plan, evidence(answers, still)).counts.unknown).toBe(0);
      }),
    );
  });

  it('keeps what was deleted deleted, whatever comes after', () => {
    const came = countCases('deleted before');
    fc.assert(
      fc.property(plansAndAnswers, ({ plan, answers }) => {
        const before = reportDeletion(plan, evidence(answers.slice(0, -1))).rows;
        const after = reportDeletion(plan, evidence(answers)).rows;
        before.forEach((row, index) => {
          if (row.outcome !== 'deleted') return;
          came('deleted before');
          expect(after[index]?.outcome).toBe('deleted');
        });
      }),
    );
  });

  it('never calls gone what was once in doubt: a call that had no answer may have taken it, however late', () => {
    const came = countCases('once in doubt');
    const calls = plansAndAnswers.chain(({ plan, answers }) => {
      const check = fc.record({ after_calls: fc.nat(answers.length), present: fc.subarray(idsOf(plan)) });
      return fc.record({
        ...{ plan: fc.constant(plan), answers: fc.constant(answers) },
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
          if (!doubted.has(row.model_id)) continue;
          came('once in doubt');
          expect(row.outcome).not.toBe('gone');
        }
      }),
    );
  });

  it('confirms what it was told by a look, and leaves nothing to be confirmed after a late one', () => {
    const came = countCases('not there', 'there, soon', 'there, late');
    fc.assert(
      fc.property(plansAndAnswers, fc.boolean(), ({ plan, answers, still }, isLate) => {
        const before = reportDeletion(plan, evidence(answers)).rows;
        const { rows, confirmation } = reportDeletion(plan, evidence(answers, still, { is_late: isLate }));
        rows.forEach((row, index) => {
          const isThere = still.has(row.model_id);
          const reported = before[index]?.outcome;
          if (!isThere) {
            came('not there');
            expect(row).toMatchObject({ confirmed: true });
          } else if (reported === 'deleted' || reported === 'gone') {
            came(isLate ? 'there, late' : 'there, soon');
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
    const came = countCases('by somebody else, after calls');
    fc.assert(
      fc.property(plansAndAnswers, ({ plan, answers, still }) => {
        const { rows } = reportDeletion(plan, evidence(answers, still));
        const sent = answers.filter((answer) => readAnswer(answer).kind !== 'retryable');
        for (const row of rows) {
          if (row.outcome !== 'gone' || row.by !== 'somebody-else') continue;
          if (answers.length > 0) came('by somebody else, after calls');
          // All are of one name, so that a cascade may have touched any.
          expect(sent.filter(({ call }) => call.cascade || call.model_id === row.model_id)).toEqual([]);
        }
      }),
    );
  });

  it('settles nothing by a list that is not sure of it', () => {
    const came = countCases('unsure', 'sure');
    fc.assert(
      fc.property(plansAndAnswers, ({ plan, answers, still: unsure }) => {
        const check = { after_calls: answers.length, present: [], unsure: [...unsure] };
        const before = reportDeletion(plan, evidence(answers)).rows;
        reportDeletion(plan, { calls: answers, checks: [check] }).rows.forEach((row, index) => {
          came(unsure.has(row.model_id) ? 'unsure' : 'sure');
          if (unsure.has(row.model_id)) expect(row).toEqual(before[index]);
          else expect(['deleted', 'gone']).toContain(row.outcome);
        });
      }),
    );
  });

  it('names every stranger once, and no planned version among them', () => {
    const came = countCases('unplanned');
    fc.assert(
      fc.property(plansAndAnswers, ({ plan, answers }) => {
        const planned = new Set(plan.affected.map((version) => version.model_id));
        const unexpectedIds = reportDeletion(plan, evidence(answers)).unexpected.map(
          ({ model_id }) => model_id,
        );
        expect(new Set(unexpectedIds).size).toBe(unexpectedIds.length);
        for (const id of unexpectedIds) {
          came('unplanned');
          expect(planned.has(id)).toBe(false);
        }
      }),
    );
  });
});
