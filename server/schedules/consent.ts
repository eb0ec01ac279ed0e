import type { ReceiptRule } from '../../core/console-api/deletions/receipt.ts';
import type { DryRun } from '../../core/console-api/deletions/rules.ts';
import { normalId } from '../../core/contract/id.ts';
import type { Plan } from '../../core/deletion/plan.ts';
import { rulesToYaml } from '../../core/housekeeping/rules-yaml.ts';
import { activityBy, noteActivities } from '../activity/note-activity.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import { readDryRun, versionsToDelete } from '../rules/read-dry-run.ts';
import type { RunOfRule } from '../runs/start-run.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { isScheduledRun } from './keys.ts';

/**
 * The rule of a dry run whose list somebody consented to, for the receipt; where it was proposed, it is so no more once the
 * run has begun.
 *
 * @throws ApiError 0006 (not found) where there is no such dry run any more; 0005 (bad request) where the plan has anything
 *   that it did not find.
 */
export async function ruleOfDryRun(
  store: Store,
  caller: Caller,
  dry_run_id: string,
  plan: Plan,
): Promise<RunOfRule> {
  const dryRun = await readDryRun(store, caller.project_id, dry_run_id);
  const { names } = await versionsToDelete(store, caller.project_id, dry_run_id);
  const found = new Set(names.flatMap(({ model_ids }) => model_ids.map(normalId)));
  const other = plan.affected.find(({ model_id }) => !found.has(normalId(model_id)));
  if (other)
    throw new ApiError(
      'Coppice.0005',
      `Nothing was begun: ${other.model_name} ${other.model_version} is none of what the dry run would delete.`,
    );
  return {
    rule: receiptRuleOf(dryRun, { is_unattended: false }),
    note: (trx, deletion_id) => noteConsent(trx, { caller, dry_run_id, deletion_id }),
  };
}

/** What a receipt says of the rule that led to it. */
export function receiptRuleOf(
  { rule_id, rule, dry_run_id, due_at }: DryRun,
  { is_unattended }: Pick<ReceiptRule, 'is_unattended'>,
): ReceiptRule {
  return { rule_id, name: rule.name, yaml: rulesToYaml([rule]), dry_run_id, due_at, is_unattended };
}

/** A person's yes or no to what a rule proposes. */
type Decision = { state: 'consented' | 'declined'; note: string; deletion_id: string | null };

/** Declines what a rule proposes. */
export async function declineProposal(
  store: Store,
  caller: Caller,
  { scheduled_run_id, note }: { scheduled_run_id: string; note: string },
): Promise<void> {
  await store.transaction().execute(async (trx) => {
    const { project_id } = caller;
    const row = await trx
      .selectFrom('scheduled_runs')
      .select('state')
      .where(isScheduledRun({ project_id, scheduled_run_id }))
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new ApiError('Coppice.0006', 'There is no such proposal, or it is not kept any more.');
    if (row.state !== 'waiting')
      throw new ApiError('Coppice.0017', 'Nothing was changed: this proposal does not wait any more.');
    await decide(trx, caller, scheduled_run_id, { state: 'declined', note, deletion_id: null });
  });
}

async function noteConsent(
  trx: StoreTransaction,
  { caller, dry_run_id, deletion_id }: { caller: Caller; dry_run_id: string; deletion_id: string },
): Promise<void> {
  const waiting = await trx
    .selectFrom('scheduled_runs')
    .select('scheduled_run_id')
    .where('project_id', '=', caller.project_id)
    .where('dry_run_id', '=', dry_run_id)
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst();
  if (waiting)
    await decide(trx, caller, waiting.scheduled_run_id, { state: 'consented', note: '', deletion_id });
}

async function decide(
  trx: StoreTransaction,
  caller: Caller,
  scheduled_run_id: string,
  { state, note, deletion_id }: Decision,
): Promise<void> {
  const now = Date.now();
  const { project_id, user_name } = caller;
  const decided = await trx
    .updateTable('scheduled_runs')
    .set({ state, deletion_id, decided: JSON.stringify({ user_name, at: now, note }) })
    .where(isScheduledRun({ project_id, scheduled_run_id }))
    .returning(['rule_id', 'versions', 'dry_run_id'])
    .executeTakeFirstOrThrow();
  const { rule_id, versions: count, dry_run_id } = decided;
  const { name } = await trx
    .selectFrom('rules')
    .select('name')
    .where('project_id', '=', project_id)
    .where('rule_id', '=', rule_id)
    .executeTakeFirstOrThrow();
  const facts = {
    rule_id,
    ...(dry_run_id !== null && { dry_run_id }),
    ...(deletion_id !== null && { deletion_id }),
    ...(note !== '' && { note }),
  };
  const subject = { id: rule_id, name };
  await noteActivities(trx, [activityBy(caller, { kind: `proposal-${state}`, subject, count, facts })], now);
}
