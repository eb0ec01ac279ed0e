import type { DryRun } from '../../core/console-api/deletions/rules.ts';
import type { WaitingReason } from '../../core/console-api/deletions/scheduled-runs.ts';
import type { Rule } from '../../core/housekeeping/rule.ts';
import type { Unattended } from '../../core/housekeeping/schedule/schedule.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import type { CopyOf } from '../rules/dry-run-routes.ts';
import { makeDryRun } from '../rules/make-dry-run.ts';
import { inOrder } from '../rules/read-rules.ts';
import { callerOfRun } from '../runs/run-caller.ts';
import type { RunContext } from '../runs/run-context.ts';
import { startRun } from '../runs/start-run.ts';
import type { Store } from '../store/schema.ts';
import { receiptRuleOf } from './consent.ts';
import { isRule } from './keys.ts';
import { planUnattended } from './plan-unattended.ts';
import { type Found, NotMine, noteSent, settle } from './settle.ts';
import { noteSeen, type TakenUp } from './take-due.ts';

/** What it takes to ask rules by their schedules. */
export type ScheduleContext = RunContext & {
  copyOf: CopyOf;
  /** Whether the registry is a remote one, which nobody is asked in the name of while they are away. */
  isRemote: boolean;
};

/**
 * Asks a rule that was taken up, and proposes or sends what it finds. Where the gateway stops, another one, or this one later,
 * begins anew.
 *
 * @param now in ms since the epoch.
 * @throws whatever fails; what was taken up is told as failed.
 */
export async function carryOutDue(
  context: ScheduleContext,
  taken: TakenUp,
  now: number,
  closing: AbortSignal,
): Promise<void> {
  try {
    const asked = await askRule(context, taken, closing);
    if (!asked) return void (await noteSeen(context.store, taken, 0));
    await conclude(context, taken, asked, now);
  } catch (error) {
    if (error instanceof NotMine) return;
    await settle(context.store, taken, { state: 'failed' }, now);
    throw error;
  }
}

/** A rule as it was asked, and what it said. */
type Asked = { rule: Rule; changed_at: number; dryRun: DryRun };

/** How often it is said that a gateway is still at it. In ms. */
const SEEN_EVERY_MS = 5_000;

/** Makes the dry run; undefined where the gateway stops before it is over. */
async function askRule(
  { store, copyOf }: ScheduleContext,
  taken: TakenUp,
  closing: AbortSignal,
): Promise<Asked | undefined> {
  const { project_id, rule_id } = taken;
  const row = await store
    .selectFrom('rules')
    .innerJoin('scheduled_runs', (join) =>
      join
        .onRef('scheduled_runs.project_id', '=', 'rules.project_id')
        .onRef('scheduled_runs.rule_id', '=', 'rules.rule_id'),
    )
    .select(['rules.rule', 'rules.changed_at', 'scheduled_runs.due_at'])
    .where('rules.project_id', '=', project_id)
    .where('scheduled_runs.scheduled_run_id', '=', taken.scheduled_run_id)
    .executeTakeFirst();
  // The rule was removed, and with it this.
  if (!row) throw new NotMine();
  const rule = inOrder(row.rule);
  const tried = { rule_id, rule, copy: await copyOf(project_id), due_at: row.due_at };
  let seenAt = Date.now();
  for await (const told of makeDryRun(store, { project_id, user_name: '' }, tried)) {
    if (told.event === 'done') return { rule, changed_at: row.changed_at, dryRun: told.dry_run };
    if (closing.aborted) return undefined;
    if (Date.now() - seenAt < SEEN_EVERY_MS) continue;
    seenAt = Date.now();
    if (!(await noteSeen(store, taken, seenAt))) throw new NotMine();
  }
  throw new Error('A dry run came to no end.');
}

/** Sends what was found where that may be, or else has it wait for a person. */
async function conclude(context: ScheduleContext, taken: TakenUp, asked: Asked, now: number): Promise<void> {
  const { store } = context;
  const { rule, dryRun } = asked;
  const found: Found = {
    dry_run_id: dryRun.dry_run_id,
    versions: dryRun.sums.delete,
    bytes: dryRun.sums.bytes,
  };
  if (found.versions === 0) return settle(store, taken, { state: 'nothing', found }, now);
  const caps = rule.schedule?.unattended;
  const why = caps ? await sendOrSayWhy(context, taken, { ...asked, caps, found }, now) : null;
  if (why !== 'sent') await settle(store, taken, { state: 'waiting', found, why }, now);
}

/** Begins the run, after its quiet time, in the name of whoever switched that on; or says why it has to wait for a person. */
async function sendOrSayWhy(
  context: ScheduleContext,
  taken: TakenUp,
  asked: Asked & { caps: Unattended; found: Found },
  now: number,
): Promise<WaitingReason | 'sent'> {
  const { store } = context;
  const { caps, found, dryRun } = asked;
  if (context.isRemote) return 'remote';
  const beyond = beyondCaps(dryRun, caps);
  if (beyond) return beyond;
  const operator = await operatorOf(store, taken);
  if (!operator) return 'no-rights';
  const plan = await planUnattended(store, taken.project_id, dryRun.dry_run_id);
  if (plan.calls.length === 0) return 'refused';
  try {
    await startRun(context, operator, plan, {
      start: { at: now + caps.quiet_minutes * 60_000 },
      rule: {
        rule: receiptRuleOf(dryRun, { is_unattended: true }),
        note: async (trx, deletion_id) => {
          const row = await trx
            .selectFrom('rules')
            .select('changed_at')
            .where(isRule(taken))
            .forShare()
            .executeTakeFirst();
          if (row?.changed_at !== asked.changed_at) throw new Changed();
          await noteSent(trx, taken, { operator, found, deletion_id, now });
        },
      },
    });
    return 'sent';
  } catch (error) {
    if (error instanceof Changed) return 'changed';
    if (error instanceof ApiError) return 'refused';
    throw error;
  }
}

/** The rule is another one than was asked. */
class Changed extends Error {}

function beyondCaps({ sums }: DryRun, { most_versions, most_bytes }: Unattended): WaitingReason | undefined {
  if (sums.delete > most_versions) return 'over-versions';
  if (sums.bytes > most_bytes) return 'over-bytes';
  return sums.unsized > 0 ? 'unsized' : undefined;
}

/** In whose name a rule deletes, with what they may by now; undefined where they may not any more. */
async function operatorOf(store: Store, taken: TakenUp): Promise<Caller | undefined> {
  const row = await store
    .selectFrom('rule_schedules')
    .select('user_id')
    .where(isRule(taken))
    .executeTakeFirst();
  if (!row) return undefined;
  return callerOfRun(store, {
    project_id: taken.project_id,
    user_id: row.user_id,
    token_hash: null,
    sealed_login: null,
  });
}
