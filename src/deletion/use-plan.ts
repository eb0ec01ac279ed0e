import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useMemo } from 'react';
import {
  type AffectedVersion,
  type BlockerCheck,
  type Plan,
  planDeletion,
} from '../../core/deletion/plan.ts';
import { type ChangedNames, isConcerned } from '../api/changed-names.ts';
import { type ServiceCheck, serviceCheckQuery } from '../api/models.ts';
import { useProject } from '../session/use-project.ts';
import { type Exceptions, leaveOut } from './exceptions.ts';
import { type LookedUp, lookUpQuery } from './look-up.ts';
import { candidatesOfName, candidatesOfSet, type DeletionSubject, namesOf } from './subject.ts';

/** What the operator has asked for in the dialog. */
export type Wish = { subject: DeletionSubject; cascade: boolean; exceptions: Exceptions };

/** A plan, and the candidates that it was made of: those that go, and those that are kept. */
export type PlannedWish = { plan: Plan; candidates: readonly AffectedVersion[] };

/** A plan and what it was made from. */
export type LivePlan = {
  planned: PlannedWish | undefined;
  /** How many versions the names have in all, touched or not. */
  outOf: number;
  versions: { isPending: boolean; error: unknown };
  services: { isPending: boolean; error: unknown; checkedAt: number | undefined };
  /** Asks the registry again, whatever the cache holds, and plans anew; undefined when there is nothing of it left. */
  check: () => Promise<Plan | undefined>;
  /** Whether a change of names may be one of what the plan is made from. */
  isAbout: (changed: ChangedNames) => boolean;
};

/** What a wish would do now: its versions and their services are asked for when this opens. */
export function usePlan(wish: Wish): LivePlan {
  const cache = useQueryClient();
  const lookUp = lookUpQuery(cache, useProject(), wish.subject, useId());
  const found = useQuery(lookUp);
  const ids = useMemo(() => found.data?.listed.map((version) => version.model_id) ?? [], [found.data]);
  // Versions that came meanwhile count as unchecked until they are: the plan stays in sight.
  const services = useQuery({
    ...serviceCheckQuery(ids),
    enabled: found.isSuccess,
    placeholderData: keepPreviousData,
  });

  const planned = useMemo(
    () => found.data && planWish(wish, found.data, checkOf(services.isError ? undefined : services.data)),
    [wish, found.data, services.data, services.isError],
  );

  const names = namesOf(wish.subject);

  const check = async () => {
    const now = await cache.fetchQuery(lookUp);
    const idsNow = now.listed.map((version) => version.model_id);
    // A check that fails leaves the versions unchecked; it is no reason not to plan.
    const checked = await cache.fetchQuery(serviceCheckQuery(idsNow)).catch(() => undefined);
    return planWish(wish, now, checkOf(checked))?.plan;
  };

  return {
    planned,
    outOf: found.data?.listed.length ?? 0,
    versions: { isPending: found.isPending, error: found.error },
    services: {
      isPending: found.isSuccess && services.isFetching,
      error: services.error,
      checkedAt: services.data?.checkedAt,
    },
    check,
    isAbout: (changed) => names === undefined || isConcerned(changed, names),
  };
}

function planWish(
  { subject, cascade, exceptions }: Wish,
  { parts, listed }: LookedUp,
  check: BlockerCheck,
): PlannedWish | undefined {
  const { candidates, target } =
    subject.kind === 'name'
      ? candidatesOfName(listed, subject.targetId, cascade)
      : candidatesOfSet(listed, parts);
  if (candidates.length === 0) return undefined;
  const everyone = new Set(candidates.map((version) => version.model_id));
  const chosen = leaveOut(candidates, exceptions, check);
  return {
    plan: planDeletion({ listed, chosen, target }, check),
    candidates: planDeletion({ listed, chosen: everyone, target }, check).affected,
  };
}

function checkOf(check: ServiceCheck | undefined): BlockerCheck {
  return check?.services ?? new Map();
}
