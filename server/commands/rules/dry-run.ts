import * as z from 'zod';
import {
  type DecidedName,
  DecidedNames,
  type DryRun,
  DryRunEvent,
  SavedRules,
} from '../../../core/console-api/deletions/rules.ts';
import { NOTHING_TO_DO } from '../deletion/exit-codes.ts';
import { Failure } from '../failure.ts';
import type { GatewayProject } from '../gateway/open-project.ts';
import { printable } from '../printable.ts';
import { dryRunText } from './dry-run-text.ts';

/** `coppice rules dry-run NAME`: shows what a rule would delete and keep. */
export async function dryRun(registry: GatewayProject, name: string, isJson: boolean): Promise<void> {
  const { ask, gateway } = registry;
  const { rules } = await ask({ method: 'GET', path: '/api/rules' }, SavedRules);
  const found = rules.find(({ rule }) => rule.name === name);
  if (!found)
    throw noSuchRule(
      registry,
      name,
      rules.map(({ rule }) => rule.name),
    );
  const path = `/api/rules/${found.rule_id}/dry-run`;
  const events = await ask({ method: 'POST', path, body: {}, hasLines: true }, z.array(DryRunEvent));
  const last = events.at(-1);
  if (last?.event !== 'done')
    throw new Failure('The dry run did not come to its end. Try again, or look in the log of the gateway.');
  const done = last.dry_run;
  if (isJson) console.log(JSON.stringify(await exported(registry, done), null, 2));
  else {
    const address = `${gateway}/rules/dry-runs/${done.dry_run_id}`;
    console.log(dryRunText(done, await namesToDelete(registry, done), address));
  }
  if (done.sums.delete === 0) process.exitCode = NOTHING_TO_DO;
}

function noSuchRule({ project }: GatewayProject, name: string, names: readonly string[]): Failure {
  const what = `There is no rule "${printable(name)}" in the project ${printable(project.name)}.`;
  const there = names.length > 0 ? `There is ${names.map(printable).join(', ')}.` : 'There are none.';
  return new Failure(`${what} ${there}`);
}

const Exported = z.looseObject({ dry_run: z.looseObject({}), names: z.array(z.looseObject({})) });

function exported({ ask }: GatewayProject, { dry_run_id }: DryRun) {
  const path = `/api/dry-runs/${dry_run_id}/export`;
  return ask({ method: 'GET', path, query: { format: 'json' } }, Exported);
}

async function namesToDelete({ ask }: GatewayProject, { dry_run_id }: DryRun): Promise<DecidedName[]> {
  const names: DecidedName[] = [];
  let after: string | null = null;
  do {
    const query: Record<string, string> = { show: 'DELETE', ...(after !== null && { after }) };
    const page: DecidedNames = await ask(
      { method: 'GET', path: `/api/dry-runs/${dry_run_id}/names`, query },
      DecidedNames,
    );
    names.push(...page.names);
    after = page.next;
  } while (after !== null);
  return names;
}
