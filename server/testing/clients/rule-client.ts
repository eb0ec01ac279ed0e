import { z } from 'zod';
import { type DryRun, DryRunEvent, SavedRule } from '../../../core/console-api/deletions/rules.ts';
import type { Rule } from '../../../core/housekeeping/rule.ts';
import { must } from '../../../core/testing/must.ts';
import type { TestGateway, TestUser } from '../setup/start-gateway.ts';
import type { TestResponse } from './http-client.ts';

/** A client of a project's rules, as one of its people. */
export function ruleClient(ctx: { gateway: TestGateway }, { token }: TestUser) {
  const ask = (method: string, path: string, body?: unknown): Promise<TestResponse> =>
    ctx.gateway.http(method, path, { token, ...(body !== undefined && { body }) });

  const eventsOf = async (path: string, body?: unknown): Promise<DryRunEvent[]> => {
    const answer = await ask('POST', path, body);
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    const lines = text.trim().split('\n');
    return z.array(DryRunEvent).parse(lines.map((line) => JSON.parse(line)));
  };

  const doneOf = (events: readonly DryRunEvent[]): DryRun => {
    const last = events.at(-1);
    return must(last?.event === 'done' ? last.dry_run : undefined, 'a dry run that is done');
  };

  return {
    ask,
    add: async (rule: Rule) => SavedRule.parse((await ask('POST', '/api/rules', { rule })).body),
    /** Makes a dry run, of a rule that is kept by its id. */
    dryRun: async (rule: string | Rule): Promise<DryRun> =>
      doneOf(
        typeof rule === 'string'
          ? await eventsOf(`/api/rules/${rule}/dry-run`, {})
          : await eventsOf('/api/rules/dry-run', { rule }),
      ),
    eventsOf,
  };
}
