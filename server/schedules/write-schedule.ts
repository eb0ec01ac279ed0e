import { isDeepStrictEqual } from 'node:util';
import type { Rule } from '../../core/housekeeping/rule.ts';
import { type Schedule, timesAfter } from '../../core/housekeeping/schedule/schedule.ts';
import { activityBy, noteActivities } from '../activity/note-activity.ts';
import type { Caller } from '../iam/caller.ts';
import { changeRun } from '../runs/run-row.ts';
import type { StoreTransaction } from '../store/schema.ts';
import { isRule, type RuleKey } from './keys.ts';

/** A rule that somebody added or changed, at a time in ms since the epoch. */
type Changed = { caller: Caller; now: number; rule_id: string; before: Rule | undefined; after: Rule };

/**
 * Has a rule be due as its schedule says, in the transaction that writes the rule. What it deletes without a person it does
 * from now on in the name of whoever wrote it.
 */
export async function writeSchedule(trx: StoreTransaction, changed: Changed): Promise<void> {
  const { caller, now, rule_id, before, after } = changed;
  const { project_id, user_id, user_name } = caller;
  const key = { project_id, rule_id };
  const next_at = after.schedule?.enabled ? timesAfter(after.schedule, now, 1)[0] : undefined;
  if (next_at === undefined) await trx.deleteFrom('rule_schedules').where(isRule(key)).execute();
  else {
    // A time that is due and was not begun yet stays due while the times are the same.
    const isSameTime = before?.schedule?.enabled && isDeepStrictEqual(timesOf(before), timesOf(after));
    await trx
      .insertInto('rule_schedules')
      .values({ ...key, next_at, user_id, user_name })
      .onConflict((conflict) =>
        conflict
          .columns(['project_id', 'rule_id'])
          .doUpdateSet({ user_id, user_name, ...(!isSameTime && { next_at }) }),
      )
      .execute();
  }
  if (before) await holdUnsent(trx, key, { user_name, now });
  if (isDeepStrictEqual(factsOf(before?.schedule), factsOf(after.schedule))) return;
  const subject = { id: rule_id, name: after.name };
  const facts = { rule_id, schedule: factsOf(after.schedule) };
  await noteActivities(trx, [activityBy(caller, { kind: 'schedule-set', subject, facts })], now);
}

/**
 * Has what a rule would delete without a person, and was not begun yet, wait for one: its rule is another one by now, or is
 * no more.
 */
export async function holdUnsent(
  trx: StoreTransaction,
  key: RuleKey,
  { user_name, now }: { user_name: string; now: number },
): Promise<void> {
  const intervention = { did: 'change-rule', user_name, at: now } as const;
  const unsent = await trx
    .selectFrom('scheduled_runs')
    .innerJoin('runs', (join) =>
      join
        .onRef('runs.project_id', '=', 'scheduled_runs.project_id')
        .onRef('runs.deletion_id', '=', 'scheduled_runs.deletion_id'),
    )
    .select('runs.deletion_id')
    .where('scheduled_runs.project_id', '=', key.project_id)
    .where('scheduled_runs.rule_id', '=', key.rule_id)
    .where('scheduled_runs.state', '=', 'sent')
    .where('runs.phase', '=', 'scheduled')
    .forUpdate('runs')
    .execute();
  for (const { deletion_id } of unsent)
    await changeRun(trx, { project_id: key.project_id, deletion_id }, { phase: 'outdated', intervention });
}

function timesOf({ schedule }: Rule) {
  return [schedule?.cron, schedule?.time_zone];
}

function factsOf(schedule: Schedule | undefined) {
  if (!schedule) return null;
  const { cron, time_zone, enabled: is_on, unattended } = schedule;
  return { cron, time_zone, is_on, is_unattended: unattended !== undefined };
}
