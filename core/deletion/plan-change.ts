import { normalId } from '../contract/id.ts';
import type { AffectedVersion, Plan, ProtectedVersion } from './plan.ts';

/** How a plan that is made again differs from the one that was looked at. */
export type PlanChange = {
  added: readonly AffectedVersion[];
  removed: readonly AffectedVersion[];
  /** Still there, but foreseen differently: a service came or went. */
  changed: readonly { before: AffectedVersion; after: AffectedVersion }[];
  /** Protected since, so that they do not go. */
  shielded: readonly ProtectedVersion[];
  /** Not protected any more, so that they go. */
  lifted: readonly AffectedVersion[];
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
  const before = byId(seen.affected);
  const after = byId(now.affected);
  const wasProtected = byId(seen.protected ?? []);
  const isProtected = byId(now.protected ?? []);
  const isIn = (versions: ReadonlyMap<string, unknown>) => (version: Identified) =>
    versions.has(normalId(version.model_id));
  const came = now.affected.filter((version) => !isIn(before)(version));
  const change: PlanChange = {
    added: came.filter((version) => !isIn(wasProtected)(version)),
    lifted: came.filter(isIn(wasProtected)),
    removed: seen.affected.filter((version) => !isIn(after)(version) && !isIn(isProtected)(version)),
    shielded: (now.protected ?? []).filter(isIn(before)),
    changed: seen.affected.flatMap((version) => {
      const other = after.get(normalId(version.model_id));
      return other && !isAlike(version, other) ? [{ before: version, after: other }] : [];
    }),
  };
  return Object.values(change).every((versions) => versions.length === 0) ? undefined : change;
}

function isSameVerdict(one: AffectedVersion, other: AffectedVersion): boolean {
  return one.verdict === other.verdict;
}

/** Whether it is the same services, too, that use a version; what state each is in shows in the verdict. */
export function isUsedAlike(one: AffectedVersion, other: AffectedVersion): boolean {
  const ids = ({ services }: AffectedVersion) => services.map((service) => service.service_id).toSorted();
  return isSameVerdict(one, other) && ids(one).join() === ids(other).join();
}

type Identified = { model_id: string };

function byId<Version extends Identified>(versions: readonly Version[]): ReadonlyMap<string, Version> {
  return new Map(versions.map((version) => [normalId(version.model_id), version]));
}
