import { MAX_PLANNED_VERSIONS } from '../../../core/console-api/deletions/receipts.ts';
import type { ModelListItem } from '../../../core/contract/model.ts';
import { leaveOut, NO_EXCEPTIONS } from '../../../core/deletion/exceptions.ts';
import { fateOf } from '../../../core/deletion/fates.ts';
import { countKept, sumOf } from '../../../core/deletion/plan-counts.ts';
import { planChoice } from '../../../core/deletion/plan-deletion.ts';
import { UsageError } from '../../config.ts';
import { Failure } from '../failure.ts';
import { GATEWAY_FLAGS, readGatewaySettings } from '../gateway/gateway-settings.ts';
import { type GatewayProject, openProject } from '../gateway/open-project.ts';
import { findProtections, findServices } from '../gateway/registry.ts';
import { parseArgv } from '../parse-argv.ts';
import { columnsOf } from '../terminal/terminal.ts';
import { NOTHING_TO_DO } from './exit-codes.ts';
import { type FoundVersions, findVersions } from './find-versions.ts';
import { type PlanFile, requirePlanPlace, STANDARD, writePlan } from './plan-file.ts';
import { bytesToFree, type Preview, previewText } from './preview.ts';
import { parseSelector } from './selector.ts';

/** `coppice plan SELECTOR…`: shows what a deletion would do, and writes it down to be carried out. */
export async function plan(words: string[]): Promise<void> {
  const { values, positionals } = parseArgv({ args: words, options: OPTIONS, allowPositionals: true });
  if (positionals.length === 0)
    throw new UsageError('Write: coppice plan SELECTOR… [--cascade] [--out FILE]');
  const selectors = positionals.map(parseSelector);
  const newest = readCount(values['keep-newest']);
  const inUse = values['keep-in-use'] === true;
  const reach = { isWhole: values.cascade === true || newest > 0, keepsNewest: newest > 0 };
  if (values.json && values.out === STANDARD)
    throw new UsageError('--json and --out - both write to standard output: choose one.');
  const settings = readGatewaySettings(values, process.env);
  if (values.out !== undefined) await requirePlanPlace(values.out, values.force === true);

  const registry = await openProject(settings);
  const found = await findVersions(registry, selectors, reach);
  const preview = await planFound(registry, found, { newest, inUse });
  const file = planFileOf(registry, preview);
  const isEmpty = preview.plan.affected.length === 0;
  const out = isEmpty ? undefined : values.out;
  if (out !== undefined) await writePlan(out, file);
  if (values.json) console.log(JSON.stringify(previewJson(file, preview, found), null, 2));
  // What goes to a file by way of standard output has to be the plan alone.
  else (out === STANDARD ? console.error : console.log)(previewText(preview, columnsOf(process.stdout)));
  if (out !== undefined && out !== STANDARD)
    console.error(`\nWrote the plan into ${out}. To carry it out: coppice apply ${out}`);
  if (isEmpty) process.exitCode = NOTHING_TO_DO;
}

const OPTIONS = {
  ...GATEWAY_FLAGS,
  cascade: { type: 'boolean' },
  'keep-newest': { type: 'string' },
  'keep-in-use': { type: 'boolean' },
  out: { type: 'string', short: 'o' },
  force: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** As many as the console takes. */
const MAX_KEPT = 9999;

function readCount(text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^\d{1,4}$/.test(text) && Number(text) > 0) return Number(text);
  throw new UsageError(`--keep-newest has to be a number from 1 to ${MAX_KEPT}; got "${text}".`);
}

async function planFound(
  registry: GatewayProject,
  found: FoundVersions,
  rules: { newest: number; inUse: boolean },
): Promise<Preview> {
  const ids = found.candidates.map((model) => model.model_id);
  if (ids.length > MAX_PLANNED_VERSIONS)
    throw new Failure(
      `These are ${ids.length} versions, and a plan can have ${MAX_PLANNED_VERSIONS} at most: plan them in several.`,
    );
  const { check, trouble } = await findServices(registry, ids);
  const protections = await findProtections(registry, namesOf(found.candidates));
  const chosen = leaveOut(found.candidates, { ...NO_EXCEPTIONS, ...rules }, check);
  const { listed, unsure } = found;
  const planned = planChoice({ listed, chosen, candidates: new Set(ids), unsure, protections }, check);
  return { ...planned, outOf: listed.length, found, trouble };
}

function namesOf(models: readonly ModelListItem[]): string[] {
  return [...new Set(models.map((model) => model.model_name))];
}

function planFileOf({ gateway, project }: GatewayProject, preview: Preview): PlanFile {
  const made_at = new Date().toISOString();
  return { coppice_plan: 1, gateway, project_id: project.id, made_at, plan: preview.plan };
}

/** The preview for machines. Sizes in bytes. */
function previewJson(
  { plan: planned, ...about }: PlanFile,
  { candidates, trouble }: Preview,
  { matched, short, unreadable }: FoundVersions,
) {
  const { total, terms } = sumOf(planned, { kept: countKept(candidates) });
  return {
    ...about,
    matched: matched.map(({ isWhole, ...match }) => ({ ...match, is_whole: isWhole })),
    sum: { total, ...Object.fromEntries(terms.map(({ fate, count }) => [fate, count])) },
    frees: bytesToFree(planned) ?? null,
    calls: planned.calls.length,
    cascades: planned.cascades,
    versions: candidates.map(({ isKept, protection, ...version }) => {
      const becomes = fateOf({ ...version, isKept, ...(protection && { protection }) });
      return { ...version, becomes, ...(protection && { protection }) };
    }),
    not_whole: short,
    unreadable: unreadable.length,
    services_trouble: trouble ?? null,
  };
}
