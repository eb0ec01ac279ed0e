import type { Refusal } from '../contract/delete-model.ts';
import { normalId } from '../contract/id.ts';
import type { ModelId } from '../contract/model.ts';
import { type Answer, type Call, type ParsedAnswer, readAnswer } from './answer.ts';
import { isOpen, type Ledger, mayBeThere, plannedVersion, record, withinReach } from './ledger.ts';
import type { Outcome } from './outcome.ts';

/** Notes what came back of one call. */
export function applyAnswer(ledger: Ledger, answer: Answer): void {
  applyParsedAnswer(ledger, answer.call, readAnswer(answer));
}

/** Notes what an answer to a call says, once it is read. */
export function applyParsedAnswer(ledger: Ledger, call: Call, parsed: ParsedAnswer): void {
  if (parsed.kind === 'retryable') return;
  ledger.targets.add(normalId(call.model_id));
  for (const id of withinReach(ledger, call)) ledger.touched.add(normalId(id));
  switch (parsed.kind) {
    case 'per-model-results':
      applyResults(ledger, call, parsed.lists.delete_success_list, parsed.lists.delete_failed_list);
      return;
    case 'no-such-model':
      // Gone before the call, or by it: a refusal can come after the act.
      record(ledger, call.model_id, { outcome: 'gone', by: 'not-known', confirmed: false });
      return;
    case 'refused':
      for (const id of withinReach(ledger, call).filter((one) => isOpen(ledger, one))) {
        record(ledger, id, failed(id, parsed.code, parsed.message));
      }
      return;
    case 'inconclusive':
      putInDoubt(ledger, call);
      return;
    default:
      parsed satisfies never;
  }
}

function applyResults(
  ledger: Ledger,
  call: Call,
  successes: readonly ModelId[],
  refusals: readonly Refusal[],
) {
  const deleted = new Map(successes.map((id) => [normalId(id), id]));
  const refused = new Map(refusals.map((refusal) => [normalId(refusal.model_id), refusal]));
  // The target is always handled: an answer that does not name it has lost something, maybe more than that.
  const target = normalId(call.model_id);
  if (!deleted.has(target) && !refused.has(target)) putInDoubt(ledger, call);
  for (const [key, { model_id: id, error_code, error_msg }] of refused) {
    if (!ledger.reported.has(key)) ledger.reported.set(key, { id, as: 'refused' });
    // What was told as gone by an earlier answer is there after all, or the registry contradicts itself.
    if (!mayBeThere(ledger, key) && !ledger.confirmed.has(key)) ledger.contested.add(key);
    // In both lists: the answer contradicts itself, so only a list read afterwards can settle it.
    record(ledger, key, deleted.has(key) ? { outcome: 'unknown' } : failed(id, error_code, error_msg));
  }
  for (const [key, id] of deleted) {
    ledger.reported.set(key, { id, as: 'deleted' });
    if (!refused.has(key)) record(ledger, key, { outcome: 'deleted', by: 'answer', confirmed: false });
  }
  const name = plannedVersion(ledger, call.model_id)?.model_name;
  if (!call.cascade || name === undefined) return;
  ledger.cascaded.add(name);
  if (deleted.size === 0) ledger.stalled.add(name);
}

/** What a call may have touched is not known: a cascade may have reached any version, whatever order was foreseen. */
function putInDoubt(ledger: Ledger, call: Call): void {
  for (const id of withinReach(ledger, call)) {
    if (mayBeThere(ledger, id)) record(ledger, id, { outcome: 'unknown' });
  }
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

function failed(id: ModelId, code: string, message: string): Outcome {
  const named = message.match(UUID) ?? [];
  const namesAnotherId = named.some((other) => normalId(other) !== normalId(id));
  return { outcome: 'failed', code, message, namesAnotherId };
}
