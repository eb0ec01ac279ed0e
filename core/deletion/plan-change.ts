import { normalId } from '../contract/id.ts';
import type { AffectedVersion, Plan } from './plan.ts';

/** How a plan that is made again differs from the one that was looked at. */
export type PlanChange = {
  added: readonly AffectedVersion[];
  removed: readonly AffectedVersion[];
  /** Still there, but foreseen differently: a service came or went. */
  changed: readonly { before: AffectedVersion; after: AffectedVersion }[];
};

/**
 * What changed between two plans for the same request; undefined when nothing did.
 *
 * @param isAlike whether a version that is in both is foreseen alike; by its verdict unless told otherwise.
 */
export function comparePlans(
  seen: Plan,
  now: Plan,
  isAlike: (before: AffectedVersion, after: AffectedVersion) => boolean = isSameVerdict,
): PlanChange | undefined {
  const before = byId(seen);
  const after = byId(now);
  const change: PlanChange = {
    added: now.affected.filter((version) => !before.has(normalId(version.model_id))),
    removed: seen.affected.filter((version) => !after.has(normalId(version.model_id))),
    changed: seen.affected.flatMap((version) => {
      const other = after.get(normalId(version.model_id));
      return other && !isAlike(version, other) ? [{ before: version, after: other }] : [];
    }),
  };
  const isSame = change.added.length + change.removed.length + change.changed.length === 0;
  return isSame ? undefined : change;
}

function isSameVerdict(one: AffectedVersion, other: AffectedVersion): boolean {
  return one.verdict === other.verdict;
}

/** Whether it is the same services, too, that use a version; what state each is in shows in the verdict. */
export function isUsedAlike(one: AffectedVersion, other: AffectedVersion): boolean {
  const ids = ({ services }: AffectedVersion) => services.map((service) => service.service_id).toSorted();
  return isSameVerdict(one, other) && ids(one).join() === ids(other).join();
}

function byId(plan: Plan): ReadonlyMap<string, AffectedVersion> {
  return new Map(plan.affected.map((version) => [normalId(version.model_id), version]));
}
