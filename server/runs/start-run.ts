import type { ReceiptRule } from '../../core/console-api/deletions/receipt.ts';
import { MAX_DELAY_MS, type RunStart } from '../../core/console-api/deletions/runs.ts';
import type { Plan } from '../../core/deletion/plan.ts';
import { ApiError } from '../errors.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { Caller } from '../iam/caller.ts';
import { insertReceipt, receiptOfPlan } from '../receipts/open-deletion.ts';
import type { StoreTransaction } from '../store/schema.ts';
import type { RunContext } from './run-context.ts';
import { readGracePeriods } from './settings.ts';

/** The rule that led to a run, and what else is true once it has begun: noted in the transaction that begins it. */
export type RunOfRule = {
  rule: ReceiptRule;
  /** Throws where it is not to begin after all. */
  note: (trx: StoreTransaction, deletion_id: string) => Promise<void>;
};

/**
 * Opens the receipt of a confirmed plan, and has it carried out. Returns the receipt's id.
 *
 * @param of.rule the rule that led to it.
 * @throws ApiError as `receiptOfPlan`; 0005 (bad request) for a moment too far ahead.
 */
export async function startRun(
  { store, queue: openQueue, deletions }: RunContext,
  caller: Caller,
  plan: Plan,
  { start, rule: of }: { start: RunStart; rule?: RunOfRule | undefined },
): Promise<string> {
  const receipt = await receiptOfPlan(store, caller, plan, deletions.facts);
  const begins = await beginOf({ store, caller, versions: plan.affected.length }, start);
  const { project_id, deletion_id } = receipt;
  const key = { project_id, deletion_id };
  const queue = await openQueue();
  await store.transaction().execute(async (trx) => {
    await insertReceipt(trx, { ...receipt, ...(of && { rule: JSON.stringify(of.rule) }) });
    await of?.note(trx, deletion_id);
    await trx
      .insertInto('runs')
      .values({ ...key, ...begins, ...operatorOf(caller) })
      .returning(notifyChange(project_id, { about: 'runs', deletion_id }))
      .execute();
    await queue.add(trx, key, caller.user_id, begins.starts_at ?? undefined);
  });
  return deletion_id;
}

/** In whose name a run asks the registry, and with what. */
export function operatorOf({ user_id, user_name, token_hash, sealed_login }: Caller) {
  return { user_id, user_name, token_hash: token_hash ?? null, sealed_login: sealed_login ?? null };
}

async function beginOf(
  { store, caller, versions }: { store: RunContext['store']; caller: Caller; versions: number },
  start: RunStart,
) {
  const now = Date.now();
  if (start === 'now') return AT_ONCE;
  if (start !== 'usual') {
    if (start.at <= now) return AT_ONCE;
    if (start.at > now + MAX_DELAY_MS) {
      throw new ApiError('Coppice.0005', 'Nothing was begun: a deletion can be put off for a year at most.');
    }
    return { phase: 'scheduled', starts_at: start.at } as const;
  }
  const grace = await readGracePeriods(store, caller.project_id);
  const seconds = versions > 1 ? grace.more_versions : grace.one_version;
  return seconds === 0 ? AT_ONCE : ({ phase: 'held', starts_at: now + seconds * 1000 } as const);
}

const AT_ONCE = { phase: 'queued', starts_at: null } as const;
