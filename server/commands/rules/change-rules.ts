import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { AppliedRules, SavedRules } from '../../../core/console-api/deletions/rules.ts';
import type { Rule } from '../../../core/housekeeping/rule.ts';
import { MAX_YAML_LENGTH, rulesFromYaml, rulesToYaml } from '../../../core/housekeeping/rules-yaml.ts';
import { UsageError } from '../../config.ts';
import { requireFile } from '../database/require-file.ts';
import { requirePlanPlace, STANDARD, writePrivately } from '../deletion/plan-file.ts';
import { Failure } from '../failure.ts';
import { GATEWAY_FLAGS, readGatewaySettings } from '../gateway/gateway-settings.ts';
import { type GatewayProject, openProject } from '../gateway/open-project.ts';
import { parseArgv } from '../parse-argv.ts';
import { printable } from '../printable.ts';
import { dryRun } from './dry-run.ts';
import { mistakeText } from './mistake-text.ts';

/** `coppice rules export | apply FILE | dry-run NAME`: the rules of a project, through a gateway. */
export async function changeRules(words: string[]): Promise<void> {
  const { values, positionals } = parseArgv({ args: words, options: OPTIONS, allowPositionals: true });
  const [verb, subject, ...others] = positionals;
  const act = others.length === 0 ? actionFor(verb, subject, values) : undefined;
  if (!act) throw new UsageError(WRITE);
  await act();
}

const OPTIONS = {
  ...GATEWAY_FLAGS,
  out: { type: 'string', short: 'o' },
  force: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Values = {
  [Flag in 'gateway' | 'project' | 'out']?: string | undefined;
} & { [Flag in 'force' | 'json']?: boolean | undefined };

const WRITE = 'Write: coppice rules export, coppice rules apply FILE, or coppice rules dry-run NAME';

/** What is to be done; undefined where that is not understood. */
function actionFor(
  verb: string | undefined,
  subject: string | undefined,
  values: Values,
): (() => Promise<void>) | undefined {
  if (verb === 'export') return subject === undefined ? () => exportRules(values) : undefined;
  if (subject === undefined) return undefined;
  if (verb === 'apply') return () => applyFile(subject, values);
  if (verb !== 'dry-run') return undefined;
  return async () => dryRun(await open(values), subject, values.json === true);
}

function open(values: Values): Promise<GatewayProject> {
  return openProject(readGatewaySettings(values, process.env));
}

async function exportRules(values: Values): Promise<void> {
  const { out = STANDARD } = values;
  await requirePlanPlace(out, values.force === true);
  const { ask } = await open(values);
  const { rules } = await ask({ method: 'GET', path: '/api/rules' }, SavedRules);
  const yaml = rulesToYaml(rules.map(({ rule }) => rule));
  if (out === STANDARD) return void process.stdout.write(yaml);
  await writePrivately(out, yaml);
  console.error(`Wrote ${rules.length === 1 ? 'one rule' : `${rules.length} rules`} into ${out}.`);
}

async function applyFile(path: string, values: Values): Promise<void> {
  const rules = await readRules(path);
  const { ask } = await open(values);
  const request = { method: 'POST', path: '/api/rules/apply', body: { rules } } as const;
  const applied = await ask(request, AppliedRules);
  if (values.json) return console.log(JSON.stringify(applied, null, 2));
  const lines = Object.entries(applied).flatMap(([fate, names]) =>
    names.map((name) => `${fate.padEnd(9)}  ${printable(name)}`),
  );
  console.log(lines.length > 0 ? lines.join('\n') : 'There are no rules in it: nothing was changed.');
}

/** @throws Failure with a line for each mistake. */
async function readRules(path: string): Promise<Rule[]> {
  if (path !== STANDARD) await requireFile(path);
  const yaml = path === STANDARD ? await text(process.stdin) : await readFile(path, 'utf8');
  const name = path === STANDARD ? '<stdin>' : path;
  if (yaml.length > MAX_YAML_LENGTH) throw new Failure(`${name} is longer than any file of rules.`);
  const read = rulesFromYaml(yaml);
  if ('rules' in read) return read.rules;
  const lines = read.mistakes.map((mistake) => mistakeText(name, mistake));
  throw new Failure(`${lines.join('\n')}\nNothing was changed.`);
}
