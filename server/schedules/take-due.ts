import { randomUUID } from 'node:crypto';
import { Rule } from '../../core/housekeeping/rule.ts';
import { lastTimeUpTo, type Schedule, timesAfter } from '../../core/housekeeping/schedule/schedule.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { isRule, isScheduledRun, type RuleKey, type ScheduledRunKey } from './keys.ts';

/** A rule that is to be asked now, as whoever takes it up has it. */
export type TakenUp = RuleKey & ScheduledRunKey & { runner: string };

/** A gateway that is not heard of for so long while it is at a rule is dead. In ms. */
const DEAD_AFTER_MS = 60_000;

/**
 * Takes up a rule that is due, or that a gateway which died was at: each time of each is taken up once, however many gateways
 * look. Of several times that were missed it is the latest.
 *
 * @param now in ms since the epoch.
 */
export async function takeDue(store: Store, now: number): Promise<TakenUp | undefined> {
  return (
    (await store.transaction().execute((trx) => takeOver(trx, now))) ??
    (await store.transaction().execute((trx) => takeNext(trx, now)))
  );
}

async function takeNext(trx: StoreTransaction, now: number): Promise<TakenUp | undefined> {
  const due = await trx
    .selectFrom('rule_schedules')
    .select(['project_id', 'rule_id', 'next_at'])
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(1)
    .forUpdate()
    // Another gateway is at it.
    .skipLocked()
    .executeTakeFirst();
  if (!due) return undefined;
  const { next_at, ...key } = due;
  const schedule = await scheduleOf(trx, key);
  const [next] = schedule ? timesAfter(schedule, now, 1) : [];
  if (!schedule || next === undefined) {
    // Nothing of ours writes such a row, and the others must not wait behind it.
    await trx.deleteFrom('rule_schedules').where(isRule(key)).execute();
    return undefined;
  }
  await trx.updateTable('rule_schedules').set({ next_at: next }).where(isRule(key)).execute();
  const taken = { ...key, scheduled_run_id: randomUUID(), runner: randomUUID() };
  const added = await trx
    .insertInto('scheduled_runs')
    .values({
      ...taken,
      due_at: lastTimeUpTo(schedule, next_at, now),
      began_at: now,
      seen_at: now,
      state: 'running',
      dry_run_id: null,
      why: null,
      deletion_id: null,
    })
    // A time that was before, as somebody set the schedule anew, is not asked twice.
    .onConflict((conflict) => conflict.columns(['project_id', 'rule_id', 'due_at']).doNothing())
    .returning('scheduled_run_id')
    .executeTakeFirst();
  return added ? taken : undefined;
}

async function takeOver(trx: StoreTransaction, now: number): Promise<TakenUp | undefined> {
  const left = await trx
    .selectFrom('scheduled_runs')
    .select(['project_id', 'rule_id', 'scheduled_run_id'])
    .where('state', '=', 'running')
    .where('seen_at', '<', now - DEAD_AFTER_MS)
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!left) return undefined;
  const taken = { ...left, runner: randomUUID() };
  await trx
    .updateTable('scheduled_runs')
    .set({ runner: taken.runner, seen_at: now })
    .where(isScheduledRun(left))
    .execute();
  return taken;
}

/**
 * Says that a gateway is still at it, or (`seen_at` 0) that it is not any more.
 *
 * @returns whether it still is the one.
 */
export async function noteSeen(store: Store, taken: TakenUp, seen_at: number): Promise<boolean> {
  const seen = await store
    .updateTable('scheduled_runs')
    .set({ seen_at })
    .where(isScheduledRun(taken))
    .where('state', '=', 'running')
    .where('runner', '=', taken.runner)
    .returning('rule_id')
    .executeTakeFirst();
  return seen !== undefined;
}

async function scheduleOf(trx: StoreTransaction, key: RuleKey): Promise<Schedule | undefined> {
  const row = await trx.selectFrom('rules').select('rule').where(isRule(key)).executeTakeFirst();
  return Rule.safeParse(row?.rule).data?.schedule;
}
