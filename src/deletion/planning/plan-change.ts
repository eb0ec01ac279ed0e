import { normalId } from '../../../core/contract/id.ts';
import type { AffectedVersion, Plan } from '../../../core/deletion/plan.ts';

/** How a plan that is made again differs from the one that was looked at. */
export type PlanChange = {
  added: readonly AffectedVersion[];
  removed: readonly AffectedVersion[];
  /** Still there, but foreseen differently: a service came or went. */
  changed: readonly { before: AffectedVersion; after: AffectedVersion }[];
};

/** What changed between two plans for the same request; undefined when nothing did. */
export function comparePlans(seen: Plan, now: Plan): PlanChange | undefined {
  const before = byId(seen);
  const after = byId(now);
  const change: PlanChange = {
    added: now.affected.filter((version) => !before.has(normalId(version.model_id))),
    removed: seen.affected.filter((version) => !after.has(normalId(version.model_id))),
    changed: seen.affected.flatMap((version) => {
      const other = after.get(normalId(version.model_id));
      return other && other.verdict !== version.verdict ? [{ before: version, after: other }] : [];
    }),
  };
  const isSame = change.added.length + change.removed.length + change.changed.length === 0;
  return isSame ? undefined : change;
}

function byId(plan: Plan): ReadonlyMap<string, AffectedVersion> {
  return new Map(plan.affected.map((version) => [normalId(version.model_id), version]));
}
