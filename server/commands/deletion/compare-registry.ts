import { normalId } from '../../../core/contract/id.ts';
import { listNames } from '../../../core/contract/listed-names.ts';
import type { AffectedVersion, Plan, Verdict } from '../../../core/deletion/plan.ts';
import { comparePlans, isUsedAlike, type PlanChange } from '../../../core/deletion/plan-change.ts';
import { namesInPlan } from '../../../core/deletion/plan-counts.ts';
import { planDeletion } from '../../../core/deletion/plan-deletion.ts';
import type { GatewayProject } from '../gateway/open-project.ts';
import { findProtections, findServices, listVersions } from '../gateway/registry.ts';
import { printable } from '../printable.ts';
import { protectionText, reasonOf } from './preview.ts';

/** How the registry differs from a plan; `trouble` says why services could not be asked for. */
export type RegistryChange = PlanChange & { trouble: string | undefined };

/**
 * Asks the registry for what a plan is of: its versions, all others of the names that go whole, and the services that use
 * them. Undefined when all is as it was planned.
 */
export async function compareWithRegistry(
  registry: GatewayProject,
  plan: Plan,
): Promise<RegistryChange | undefined> {
  const { listed, unsure } = await listNames(namesInPlan(plan), (name) => listVersions(registry, name));
  const planned = new Set(plan.affected.map((version) => normalId(version.model_id)));
  // One that was added to a name of which only some go is left alone, so it changes nothing.
  const concerned = listed.filter(
    (model) => planned.has(normalId(model.model_id)) || plan.cascades.includes(model.model_name),
  );
  const ids = concerned.map((model) => model.model_id);
  const { check, trouble } = ids.length > 0 ? await findServices(registry, ids) : NOTHING_FOUND;
  const protections = await findProtections(registry, namesInPlan(plan));
  const now = planDeletion({ listed, chosen: new Set(ids), unsure, protections }, check);
  const change = comparePlans(plan, now, isAlike);
  return change && { ...change, trouble };
}

const NOTHING_FOUND = { check: new Map(), trouble: undefined };

function isAlike(before: AffectedVersion, after: AffectedVersion): boolean {
  const isNamedAlike = before.model_name === after.model_name && before.model_version === after.model_version;
  return isNamedAlike && isUsedAlike(before, after);
}

/** Differences that are listed; there can be thousands. */
const MAX_LISTED = 20;

/** What is different, a line each, and what to do. */
export function changeText(change: RegistryChange): string {
  const { added, removed, changed, shielded, lifted, trouble } = change;
  const lines = [
    ...shielded.map((version) => `  ! ${named(version)} is ${printable(protectionText(version.protection))}`),
    ...lifted.map((version) => `  + ${named(version)} is not protected any more`),
    ...removed.map((version) => `  - ${named(version)} is gone`),
    ...added.map((version) => `  + ${named(version)} was added`),
    ...changed.map(
      ({ before, after }) => `  ~ ${named(before)}: ${foreseen(before)}, but now ${foreseen(after)}`,
    ),
  ];
  const more = lines.length > MAX_LISTED ? [`  and ${lines.length - MAX_LISTED} more`] : [];
  return [
    'The registry is not as it was planned, so nothing was sent:',
    ...lines.slice(0, MAX_LISTED),
    ...more,
    ...(trouble === undefined ? [] : [`Services could not be asked for: ${trouble}`]),
    'Make a new plan with "coppice plan", and look at it.',
  ].join('\n');
}

function named({ model_name, model_version }: Pick<AffectedVersion, 'model_name' | 'model_version'>): string {
  return `${printable(model_name)} ${printable(model_version)}`;
}

const VERDICT: Record<Verdict, string> = {
  delete: 'will be deleted',
  blocked: 'will be refused',
  'at-risk': 'may be refused',
  unchecked: 'not checked',
  'beyond-limit': 'beyond the limit',
};

function foreseen(version: AffectedVersion): string {
  const isPlain = version.verdict === 'delete' || version.verdict === 'unchecked';
  return isPlain ? VERDICT[version.verdict] : `${VERDICT[version.verdict]} (${printable(reasonOf(version))})`;
}
