import type { Answer } from '../answer.ts';
import type { Plan } from '../plan.ts';
import { planDeletion } from '../plan-deletion.ts';
import { type Evidence, reportDeletion } from '../report.ts';
import { idOf } from './arbitrary-deletion.ts';

/** Answers, and maybe a look at the registry after the last of them. */
export const evidence = (calls: readonly Answer[], still?: ReadonlySet<string>, look = {}): Evidence => ({
  calls,
  checks: still ? [{ after_calls: calls.length, present: [...still], confirms: true, ...look }] : [],
});

/** The ids of the two versions of the cascade, and of one that is no part of it. */
export const [A, B, STRANGER] = [idOf(1), idOf(2), idOf(77)];

/** A cascade over two versions, the first of them the target. */
export const cascade: Plan = (() => {
  const [target, other] = [A, B].map((model_id, index) => {
    return { model_id, model_name: 'pose', model_version: `1.0.${index}`, create_at: index };
  });
  if (!target || !other) throw new Error('no versions');
  return planDeletion({ listed: [target, other], chosen: new Set([A, B]), target: A }, new Map());
})();

/** The report of one answer to the cascade, as `outcome` words in the plan's order. */
export function reported(status: number | null, body: unknown, still?: ReadonlySet<string>) {
  const [call] = cascade.calls;
  if (!call) throw new Error('no call');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer: Answer = { call, status, body: text };
  const report = reportDeletion(cascade, evidence([answer], still));
  return { ...report, outcomes: report.rows.map((row) => row.outcome) };
}

/** An entry of `delete_failed_list`. */
export const refusal = (model_id: string, error_msg = 'no') => ({
  model_id,
  error_code: 'ModelArts.3009',
  error_msg,
});
