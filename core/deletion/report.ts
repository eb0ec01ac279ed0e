import type { ModelId } from '../contract/model.ts';
import { type Answer, readAnswer } from './answer.ts';
import type { AffectedVersion, Plan, PlannedCall } from './plan.ts';

/** What became of one planned version. */
export type Outcome =
  /** Told by the registry, or (`list`) the answer was lost and the registry lists it no more. */
  | { outcome: 'deleted'; by: 'answer' | 'list' }
  /** It was there when the plan was made and not when its call came: somebody else deleted it. */
  | { outcome: 'gone' }
  /** Refused, with the registry's own code and message; `namesAnotherId` when the message names an id not the row's. */
  | { outcome: 'failed'; code: string; message: string; namesAnotherId: boolean }
  /** Not deleted: beyond the limit of a call, never sent, or (`still-listed`) sent, unanswered, and listed still. */
  | { outcome: 'left'; because: 'limit' | 'not-sent' | 'still-listed' }
  /** A call was made for it and nothing certain came back. */
  | { outcome: 'unknown' };

export const OUTCOMES = [
  'failed',
  'unknown',
  'left',
  'gone',
  'deleted',
] as const satisfies readonly Outcome['outcome'][];
export type OutcomeName = (typeof OUTCOMES)[number];

export type ReportRow = AffectedVersion & Outcome;

/** An id in an answer that is not in the plan. */
export type Unexpected = { model_id: ModelId; told: 'deleted' | 'refused' };

/** One row per planned version, in the plan's order; the counts add up to the plan. */
export type Report = {
  rows: readonly ReportRow[];
  counts: Record<OutcomeName, number>;
  unexpected: readonly Unexpected[];
};

/**
 * Folds a plan and the raw answers of its calls into one outcome per version.
 *
 * @param still ids that a list read after the last call still shows, for settling what the answers left open;
 *   undefined when no such list was read.
 */
export function reportDeletion(plan: Plan, answers: readonly Answer[], still?: ReadonlySet<ModelId>): Report {
  const told = foldAnswers(plan, answers);
  const rows = plan.affected.map((version): ReportRow => {
    const open = told.outcomes.get(version.model_id) ?? leftOver(answers);
    return { ...version, ...settle(open, version.model_id, still) };
  });
  return { rows, counts: countOutcomes(rows), unexpected: findUnexpected(plan, told) };
}

type Told = { outcomes: Map<ModelId, Outcome>; deleted: Set<ModelId>; refused: Set<ModelId> };

function foldAnswers(plan: Plan, answers: readonly Answer[]): Told {
  const told: Told = { outcomes: new Map(), deleted: new Set(), refused: new Set() };
  for (const answer of answers) foldAnswer(plan, answer, told);
  return told;
}

function foldAnswer(plan: Plan, answer: Answer, told: Told): void {
  const { call } = answer;
  const telling = readAnswer(answer);
  switch (telling.tells) {
    case 'lists': {
      const deleted = new Set(telling.lists.delete_success_list);
      const refusals = new Map(
        telling.lists.delete_failed_list.map((refusal) => [refusal.model_id, refusal]),
      );
      for (const [id, refusal] of refusals) {
        told.refused.add(id);
        // In both lists: the answer contradicts itself, so only a list read afterwards can settle it.
        if (deleted.has(id)) record(told, id, { outcome: 'unknown' });
        else record(told, id, failed(id, refusal.error_code, refusal.error_msg));
      }
      for (const id of deleted) {
        told.deleted.add(id);
        if (!refusals.has(id)) record(told, id, { outcome: 'deleted', by: 'answer' });
      }
      // The target is always handled; an answer that does not name it leaves it open.
      if (!deleted.has(call.model_id) && !refusals.has(call.model_id)) {
        record(told, call.model_id, { outcome: 'unknown' });
      }
      return;
    }
    case 'no-such-model':
      record(told, call.model_id, { outcome: 'gone' });
      return;
    case 'refused':
      for (const id of call.covers) record(told, id, failed(id, telling.code, telling.message));
      return;
    case 'nothing':
      for (const id of withinReach(call, plan)) record(told, id, { outcome: 'unknown' });
      return;
    default:
      telling satisfies never;
  }
}

/** A cascade that was not answered may have reached any version of the name, whatever order was foreseen. */
function withinReach(call: PlannedCall, plan: Plan): ModelId[] {
  if (!call.cascade) return call.covers;
  const name = plan.affected.find((version) => version.model_id === call.model_id)?.model_name;
  return plan.affected.filter((version) => version.model_name === name).map((version) => version.model_id);
}

/** What was told as deleted or gone stays so, whatever a later answer says. */
function record(told: Told, id: ModelId, outcome: Outcome): void {
  const before = told.outcomes.get(id)?.outcome;
  if (before !== 'deleted' && before !== 'gone') told.outcomes.set(id, outcome);
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

function failed(id: ModelId, code: string, message: string): Outcome {
  const named = message.match(UUID) ?? [];
  const namesAnotherId = named.some((other) => other.toLowerCase() !== id.toLowerCase());
  return { outcome: 'failed', code, message, namesAnotherId };
}

/** No answer speaks of it: when a cascade was answered it fell to the limit, otherwise no call reached it. */
function leftOver(answers: readonly Answer[]): Outcome {
  const wasCascaded = answers.some((answer) => answer.call.cascade && readAnswer(answer).tells === 'lists');
  return { outcome: 'left', because: wasCascaded ? 'limit' : 'not-sent' };
}

function settle(outcome: Outcome, id: ModelId, still: ReadonlySet<ModelId> | undefined): Outcome {
  if (outcome.outcome !== 'unknown' || still === undefined) return outcome;
  return still.has(id) ? { outcome: 'left', because: 'still-listed' } : { outcome: 'deleted', by: 'list' };
}

function countOutcomes(rows: readonly ReportRow[]): Record<OutcomeName, number> {
  const counts = { failed: 0, unknown: 0, left: 0, gone: 0, deleted: 0 };
  for (const row of rows) counts[row.outcome] += 1;
  return counts;
}

function findUnexpected(plan: Plan, told: Told): Unexpected[] {
  const planned = new Set(plan.affected.map((version) => version.model_id));
  const deleted = [...told.deleted].map((model_id): Unexpected => ({ model_id, told: 'deleted' }));
  const refused = [...told.refused]
    .filter((model_id) => !told.deleted.has(model_id))
    .map((model_id): Unexpected => ({ model_id, told: 'refused' }));
  return [...deleted, ...refused].filter(({ model_id }) => !planned.has(model_id));
}
