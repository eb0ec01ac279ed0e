import * as z from 'zod';
import { MAX_DELETIONS_PER_CALL } from '../contract/delete-model.ts';
import type { ModelId, ModelListItem } from '../contract/model.ts';
import { ServiceReference } from '../contract/service.ts';

/** What is foreseen for one version, before anything is sent. */
export const VERDICTS = ['delete', 'blocked', 'at-risk', 'unchecked', 'beyond-limit'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One version that a deletion touches, as the operator saw it. */
export const AffectedVersion = z.object({
  model_id: z.string().min(1),
  model_name: z.string(),
  model_version: z.string(),
  model_status: z.string().optional(),
  model_size: z.number().optional(),
  subscribed: z.boolean(),
  services: z.array(ServiceReference),
  verdict: z.enum(VERDICTS),
});
export type AffectedVersion = z.infer<typeof AffectedVersion>;

/** One DELETE to make, and the ids that it is expected to handle. */
export const PlannedCall = z.object({
  model_id: z.string().min(1),
  cascade: z.boolean(),
  covers: z.array(z.string()),
});
export type PlannedCall = z.infer<typeof PlannedCall>;

/**
 * What a deletion will do: every version it touches, in the order the calls reach them, and the calls.
 * Its ids are what the operator saw, so they are what is confirmed.
 */
export const Plan = z.object({
  affected: z.array(AffectedVersion),
  calls: z.array(PlannedCall),
});
export type Plan = z.infer<typeof Plan>;

/** What the operator asks for: one name as a whole, by way of one version; or just the versions named. */
export type DeletionRequest =
  | { cascade: true; target: ModelListItem; versions: readonly ModelListItem[] }
  | { cascade: false; versions: readonly ModelListItem[] };

/** The services that use each version; a version that is missing here was not checked. */
export type BlockerCheck = ReadonlyMap<ModelId, readonly ServiceReference[]>;

/** Foresees a deletion. Pure: the same request and check give the same plan. */
export function planDeletion(request: DeletionRequest, check: BlockerCheck): Plan {
  const ordered = request.cascade ? cascadeOrder(request.target, request.versions) : request.versions;
  const reach = request.cascade ? MAX_DELETIONS_PER_CALL : ordered.length;
  const affected = ordered.map((model, place) => foresee(model, check.get(model.model_id), place >= reach));
  return { affected, calls: callsFor(request, affected.slice(0, reach)) };
}

/**
 * The target first, then the others oldest first: the embedded registry's order, and a guess for others, which
 * do not document theirs. Source: contract.md, Delete.
 */
function cascadeOrder(target: ModelListItem, versions: readonly ModelListItem[]): readonly ModelListItem[] {
  const others = versions
    .filter((model) => model.model_name === target.model_name && model.model_id !== target.model_id)
    .sort((a, b) => (a.create_at ?? 0) - (b.create_at ?? 0) || (a.model_id < b.model_id ? -1 : 1));
  return [target, ...others];
}

function foresee(
  model: ModelListItem,
  services: readonly ServiceReference[] | undefined,
  isBeyondLimit: boolean,
): AffectedVersion {
  const subscribed = isSubscribed(model);
  return {
    model_id: model.model_id,
    model_name: model.model_name,
    model_version: model.model_version,
    ...(model.model_status !== undefined && { model_status: model.model_status }),
    ...(model.model_size !== undefined && { model_size: model.model_size }),
    subscribed,
    services: [...(services ?? [])],
    verdict: isBeyondLimit ? 'beyond-limit' : judge(subscribed, services),
  };
}

function isSubscribed(model: ModelListItem): boolean {
  return model.market_flag === true || (model.subscription_id ?? '') !== '';
}

function judge(subscribed: boolean, services: readonly ServiceReference[] | undefined): Verdict {
  if (subscribed) return 'blocked';
  if (services === undefined) return 'unchecked';
  if (services.length === 0) return 'delete';
  return services.some(isInUse) ? 'blocked' : 'at-risk';
}

/** Whether a service that is at rest still blocks a deletion is not documented. Source: contract.md, Services. */
const AT_REST: ReadonlySet<string> = new Set(['stopped', 'finished', 'failed', 'deleting']);

function isInUse(service: ServiceReference): boolean {
  return !AT_REST.has(service.status);
}

function callsFor(request: DeletionRequest, reached: readonly AffectedVersion[]): PlannedCall[] {
  const ids = reached.map((version) => version.model_id);
  if (request.cascade) return [{ model_id: request.target.model_id, cascade: true, covers: ids }];
  return ids.map((id) => ({ model_id: id, cascade: false, covers: [id] }));
}

/** How many versions have each verdict; the sum is the number affected. */
export function countVerdicts(plan: Plan): Record<Verdict, number> {
  const counts = { delete: 0, blocked: 0, 'at-risk': 0, unchecked: 0, 'beyond-limit': 0 };
  for (const version of plan.affected) counts[version.verdict] += 1;
  return counts;
}

/** How a plan that is made again differs from the one that was looked at. */
export type PlanChange = {
  added: readonly AffectedVersion[];
  removed: readonly AffectedVersion[];
  /** Still there, but foreseen differently: a service came or went, or the limit now falls elsewhere. */
  changed: readonly { before: AffectedVersion; after: AffectedVersion }[];
};

/** What changed between two plans for the same request; undefined when nothing did. */
export function comparePlans(seen: Plan, now: Plan): PlanChange | undefined {
  const before = new Map(seen.affected.map((version) => [version.model_id, version]));
  const after = new Map(now.affected.map((version) => [version.model_id, version]));
  const change: PlanChange = {
    added: now.affected.filter((version) => !before.has(version.model_id)),
    removed: seen.affected.filter((version) => !after.has(version.model_id)),
    changed: seen.affected.flatMap((version) => {
      const other = after.get(version.model_id);
      return other && other.verdict !== version.verdict ? [{ before: version, after: other }] : [];
    }),
  };
  const isSame = change.added.length + change.removed.length + change.changed.length === 0;
  return isSame ? undefined : change;
}
