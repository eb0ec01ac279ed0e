import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type BlockerCheck, type Plan, planDeletion } from '../../core/deletion/plan.ts';
import { type ServiceCheck, serviceCheckQuery, versionsOfNamesQuery } from '../api/models.ts';
import { useProject } from '../session/use-project.ts';
import { type DeletionSubject, namesOf, requestFor } from './subject.ts';

/** A plan and what it was made from. */
export type LivePlan = {
  plan: Plan | undefined;
  /** How many versions the names have in all, touched or not. */
  outOf: number;
  versions: { isPending: boolean; error: unknown };
  services: { isPending: boolean; error: unknown; checkedAt: number | undefined };
  /** Asks the registry again, whatever the cache holds, and plans anew; undefined when nothing is left to delete. */
  check: () => Promise<Plan | undefined>;
};

/** What the deletion of a subject would do now: its versions and their services are asked for when this opens. */
export function usePlan(subject: DeletionSubject, cascade: boolean): LivePlan {
  const project = useProject();
  const cache = useQueryClient();
  const versionsAsked = versionsOfNamesQuery(project, namesOf(subject));
  const versions = useQuery(versionsAsked);
  const ids = useMemo(() => versions.data?.map((version) => version.model_id) ?? [], [versions.data]);
  const services = useQuery({ ...serviceCheckQuery(ids), enabled: versions.isSuccess });

  const plan = useMemo(() => {
    const request = versions.data && requestFor(subject, versions.data, cascade);
    return request && planDeletion(request, checkOf(services.isError ? undefined : services.data));
  }, [subject, cascade, versions.data, services.data, services.isError]);

  const check = async () => {
    const now = await cache.fetchQuery(versionsAsked);
    const idsNow = now.map((version) => version.model_id);
    // A check that fails leaves the versions unchecked; it is no reason not to plan.
    const checked = await cache.fetchQuery(serviceCheckQuery(idsNow)).catch(() => undefined);
    const request = requestFor(subject, now, cascade);
    return request && planDeletion(request, checkOf(checked));
  };

  return {
    plan,
    outOf: versions.data?.length ?? 0,
    versions: { isPending: versions.isPending, error: versions.error },
    services: {
      isPending: versions.isSuccess && services.isFetching,
      error: services.error,
      checkedAt: services.data?.checkedAt,
    },
    check,
  };
}

function checkOf(check: ServiceCheck | undefined): BlockerCheck {
  return check?.services ?? new Map();
}
