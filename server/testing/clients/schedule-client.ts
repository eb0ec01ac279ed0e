import { expect, vi } from 'vitest';
import { SavedRule } from '../../../core/console-api/deletions/rules.ts';
import type { ScheduledRun } from '../../../core/console-api/deletions/scheduled-runs.ts';
import { Rule } from '../../../core/housekeeping/rule.ts';
import type { Schedule } from '../../../core/housekeeping/schedule/schedule.ts';
import { first } from '../../../core/testing/must.ts';
import type { TestGateway, TestUser } from '../setup/start-gateway.ts';
import { ruleClient } from './rule-client.ts';

const MINUTE = 60_000;

/** A client of rules with schedules, as one of a project's people; times are made to come by the database. */
export function scheduleClient(at: { gateway: TestGateway }, user: TestUser) {
  const rules = ruleClient(at, user);

  const read = async (rule_id: string) =>
    SavedRule.parse((await rules.ask('GET', `/api/rules/${rule_id}`)).body);

  return {
    ...rules,
    read,
    /** Adds a rule that deletes all but the newest version, by a schedule that is not due for hours. */
    schedule: async (name: string, schedule: Partial<Schedule> = {}) => {
      const delete_ = { not_in_newest: { count: 1, by: 'version' } };
      const rule = { name, scope: { names: [`${name}*`] }, delete: delete_, schedule: inHours(3, schedule) };
      return rules.add(Rule.parse(rule));
    },
    /** Makes a rule due: at its time of so many minutes ago. */
    makeDue: async (rule_id: string, minutesAgo = 0) => {
      const due = Math.floor(Date.now() / MINUTE - minutesAgo) * MINUTE;
      const { rule } = await read(rule_id);
      const clock = new Date(due);
      const cron = `${clock.getUTCMinutes()} ${clock.getUTCHours()} * * *`;
      const changed = { ...rule, schedule: { ...rule.schedule, cron, time_zone: 'UTC' } };
      const { store } = at.gateway;
      await store.transaction().execute(async (trx) => {
        await trx
          .updateTable('rules')
          .set({ rule: JSON.stringify(changed) })
          .where('rule_id', '=', rule_id)
          .execute();
        await trx
          .updateTable('rule_schedules')
          .set({ next_at: due })
          .where('rule_id', '=', rule_id)
          .execute();
      });
      return due;
    },
    /** Once its last time is settled: what became of it. */
    settled: (rule_id: string, count = 1): Promise<ScheduledRun> =>
      vi.waitFor(
        async () => {
          const { scheduled_runs: runs } = await read(rule_id);
          expect(runs.length).toBe(count);
          const run = first(runs);
          expect(run.state).not.toBe('running');
          return run;
        },
        { timeout: 20_000, interval: 25 },
      ),
  };
}

/** A schedule once a day that is not due for some hours. */
function inHours(hours: number, given: Partial<Schedule>): Schedule {
  const hour = (new Date().getUTCHours() + hours) % 24;
  return { cron: `0 ${hour} * * *`, time_zone: 'UTC', enabled: true, ...given };
}
