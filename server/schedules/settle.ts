import type { ScheduledState, WaitingReason } from '../../core/console-api/deletions/scheduled-runs.ts';
import { activityBy, noteActivities } from '../activity/note-activity.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { isRule, isScheduledRun, type RuleKey } from './keys.ts';
import type { TakenUp } from './take-due.ts';

/** It is another gateway's by now, or its rule was removed. */
export class NotMine extends Error {}

/** What a dry run found to delete. Bytes as far as they are known. */
export type Found = { dry_run_id: string; versions: number; bytes: number };

type End = {
  state: Extract<ScheduledState, 'nothing' | 'failed' | 'waiting'>;
  found?: Found;
  why?: WaitingReason | null;
};

/** As many times of a rule are remembered. */
const KEPT_RUNS = 20;

/**
 * Writes what came of a rule that was asked, once: what it proposed before is no proposal any more.
 *
 * @throws NotMine
 */
export async function settle(store: Store, taken: TakenUp, end: End, now: number): Promise<void> {
  await store.transaction().execute(async (trx) => {
    const { state, found, why = null } = end;
    const { rule_name, account_id } = await write(trx, taken, { state, why, ...found });
    if (state === 'failed') return;
    await replaceOlder(trx, taken);
    await forgetOld(trx, taken);
    if (state !== 'waiting' || !found) return;
    const { project_id, rule_id } = taken;
    const { dry_run_id, versions: count, bytes } = found;
    await noteActivities(
      trx,
      [
        {
          ...{ account_id, project_id, kind: 'proposal-made', count },
          actor: { user_id: '', user_name: '' },
          subject: { id: rule_id, name: rule_name },
          facts: { rule_id, dry_run_id, bytes },
        },
      ],
      now,
    );
  });
}

/**
 * The same of what is deleted without a person, in the transaction that begins its run.
 *
 * @throws NotMine
 */
export async function noteSent(
  trx: StoreTransaction,
  taken: TakenUp,
  { operator, found, deletion_id, now }: { operator: Caller; found: Found; deletion_id: string; now: number },
): Promise<void> {
  const { rule_name } = await write(trx, taken, { state: 'sent', why: null, deletion_id, ...found });
  await replaceOlder(trx, taken);
  await forgetOld(trx, taken);
  const { rule_id } = taken;
  const { versions: count, bytes, dry_run_id } = found;
  const subject = { id: rule_id, name: rule_name };
  const facts = { rule_id, dry_run_id, deletion_id, bytes };
  await noteActivities(trx, [activityBy(operator, { kind: 'unattended-run', subject, count, facts })], now);
}

async function write(
  trx: StoreTransaction,
  taken: TakenUp,
  change: { state: ScheduledState; why: WaitingReason | null; deletion_id?: string } & Partial<Found>,
): Promise<{ rule_name: string; account_id: string }> {
  const written = await trx
    .updateTable('scheduled_runs')
    .set({ ...change, runner: null })
    .where(isScheduledRun(taken))
    .where('state', '=', 'running')
    .where('runner', '=', taken.runner)
    .returning('rule_id')
    .executeTakeFirst();
  if (!written) throw new NotMine();
  return trx
    .selectFrom('rules')
    .innerJoin('projects', 'projects.project_id', 'rules.project_id')
    .select(['rules.name as rule_name', 'projects.account_id'])
    .where('rules.project_id', '=', taken.project_id)
    .where('rules.rule_id', '=', taken.rule_id)
    .executeTakeFirstOrThrow();
}

async function replaceOlder(trx: StoreTransaction, taken: TakenUp): Promise<void> {
  await trx
    .updateTable('scheduled_runs')
    .set({ state: 'replaced' })
    .where(isRule(taken))
    .where('state', '=', 'waiting')
    .where('scheduled_run_id', '<>', taken.scheduled_run_id)
    .execute();
}

async function forgetOld(trx: StoreTransaction, key: RuleKey): Promise<void> {
  const last = trx
    .selectFrom('scheduled_runs')
    .select('scheduled_run_id')
    .where(isRule(key))
    .orderBy('began_at', 'desc')
    .limit(KEPT_RUNS);
  await trx
    .deleteFrom('scheduled_runs')
    .where(isRule(key))
    .where('state', 'not in', ['running', 'waiting'])
    .where('scheduled_run_id', 'not in', last)
    .execute();
}
