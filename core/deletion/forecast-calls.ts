import { type DeleteAnswer, MAX_DELETIONS_PER_CALL } from '../contract/delete-model.ts';
import type { Call } from './answer.ts';
import { applyParsedAnswer } from './apply-answer.ts';
import { openLedger } from './ledger.ts';
import { nextCall } from './next-call.ts';
import type { AffectedVersion, PlannedCall } from './plan.ts';

/**
 * The calls that a name will take that goes whole, if each verdict comes true: what is refused stays and counts again.
 * They are chosen by the rules of a run, from what they would be answered.
 */
export function forecastCalls(name: string, affected: readonly AffectedVersion[]): PlannedCall[] {
  const blocked = new Set(affected.filter(({ verdict }) => verdict === 'blocked').map((v) => v.model_id));
  const ledger = openLedger({ affected: [...affected], cascades: [name], calls: [] });
  const present = new Set(affected.map((version) => version.model_id));
  const calls: PlannedCall[] = [];
  for (let call = nextCall(ledger); call; call = nextCall(ledger)) {
    const covers = coveredBy(call, present);
    const lists = foreseenAnswer(covers, blocked);
    applyParsedAnswer(ledger, call, { kind: 'per-model-results', lists });
    for (const id of lists.delete_success_list) present.delete(id);
    calls.push({ ...call, covers });
  }
  return calls;
}

/** The target first, then as many of those that are there as one call deletes. */
function coveredBy({ model_id, cascade }: Call, present: ReadonlySet<string>): string[] {
  return [...new Set([model_id, ...(cascade ? present : [])])].slice(0, MAX_DELETIONS_PER_CALL);
}

function foreseenAnswer(covers: readonly string[], blocked: ReadonlySet<string>): DeleteAnswer {
  const refused = covers.filter((id) => blocked.has(id));
  return {
    delete_success_list: covers.filter((id) => !blocked.has(id)),
    delete_failed_list: refused.map((model_id) => ({ model_id, error_code: '', error_msg: '' })),
  };
}
