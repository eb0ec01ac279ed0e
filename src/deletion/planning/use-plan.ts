import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import type { ServiceCheck } from '../../../core/console-api/models/check-services.ts';
import type { ShortList } from '../../../core/contract/listed-names.ts';
import type { ModelId } from '../../../core/contract/model.ts';
import type { UnreadableRow } from '../../../core/contract/versions-of-name.ts';
import { type Exceptions, leaveOut } from '../../../core/deletion/exceptions.ts';
import type { BlockerCheck, Plan } from '../../../core/deletion/plan.ts';
import { type PlannedChoice, planChoice, sortInCallOrder } from '../../../core/deletion/plan-deletion.ts';
import { type ChangedNames, isConcerned } from '../../api/live/changed-names.ts';
import { serviceCheckQuery } from '../../api/queries/models/models.ts';
import { useIsMirrored, useProject } from '../../session/session-hooks.ts';
import { candidatesOfName, candidatesOfSet, type DeletionScope, namesOf } from '../deletion-scope.ts';
import { type LookedUp, type LookUpProgress, lookUpQuery } from './look-up.ts';

/** What the operator has asked for in the dialog. */
export type PlanRequest = { scope: DeletionScope; cascade: boolean; exceptions: Exceptions };

/** How far the check of services has come. */
export type CheckProgress = {
  isPending: boolean;
  error: unknown;
  /** When services were last asked for (ms since the epoch); undefined when they were not. */
  checkedAt: number | undefined;
  asked: number;
  outOf: number;
  /** The versions of which nothing is known yet. */
  left: ReadonlySet<ModelId>;
};

/** A plan and what it was made from. */
export type LivePlan = {
  planned: PlannedChoice | undefined;
  /** How many versions the names have in all, touched or not; where a list lacks some (`isAtLeast`), how many are known. */
  outOf: number;
  isAtLeast: boolean;
  versions: { isPending: boolean; error: unknown; progress: LookUpProgress };
  /** Rows of the lists that could not be read: versions that nobody foresees. */
  unreadable: readonly UnreadableRow[];
  /** Lists that lack what the registry promised: these names do not go by cascade. */
  short: readonly ShortList[];
  services: CheckProgress;
  /** Asks the registry again, whatever the cache holds, and plans anew; undefined when there is nothing of it left. */
  check: () => Promise<Plan | undefined>;
  /** Whether a change of names may be one of what the plan is made from. */
  isAbout: (changed: ChangedNames) => boolean;
};

const NONE_LEFT: ReadonlySet<ModelId> = new Set();
const NO_ROWS: readonly UnreadableRow[] = [];
const NO_LISTS: readonly ShortList[] = [];

/** What a request would do now: its versions and their services are asked for when this opens. */
export function usePlan(request: PlanRequest): LivePlan {
  const cache = useQueryClient();
  const [progress, setProgress] = useState<LookUpProgress>({ looked: 0, outOf: 0 });
  const where = { project: useProject(), isRemote: useIsMirrored() };
  const lookUp = lookUpQuery(cache, where, request.scope, { asker: useId(), onProgress: setProgress });
  const found = useQuery(lookUp);
  const { scope, cascade } = request;
  const ids = useMemo(
    () => (found.data ? candidateIds({ scope, cascade }, found.data) : []),
    [scope, cascade, found.data],
  );
  // Versions that came meanwhile are still to be checked: the plan stays in sight.
  const services = useQuery({
    ...serviceCheckQuery(ids),
    enabled: found.isSuccess,
    placeholderData: keepPreviousData,
  });

  const planned = useMemo(
    () =>
      found.data && planRequest(request, found.data, checkOf(services.isError ? undefined : services.data)),
    [request, found.data, services.data, services.isError],
  );

  const names = namesOf(request.scope);

  const check = async () => {
    const now = await cache.fetchQuery(lookUp);
    // A check that fails leaves the versions unchecked; it is no reason not to plan.
    const checked = await cache
      .fetchQuery(serviceCheckQuery(candidateIds(request, now)))
      .catch(() => undefined);
    return planRequest(request, now, checkOf(checked))?.plan;
  };

  return {
    planned,
    outOf: found.data?.listed.length ?? 0,
    isAtLeast: (found.data?.unsure.size ?? 0) > 0,
    versions: { isPending: found.isPending, error: found.error, progress },
    unreadable: found.data?.unreadable ?? NO_ROWS,
    short: found.data?.short ?? NO_LISTS,
    services: {
      isPending: found.isSuccess && services.isFetching,
      error: services.error,
      checkedAt: services.data?.checkedAt,
      asked: services.isPlaceholderData ? 0 : (services.data?.asked ?? 0),
      outOf: ids.length,
      left: services.isFetching ? stillLeft(ids, services) : NONE_LEFT,
    },
    check,
    isAbout: (changed) => names === undefined || isConcerned(changed, names),
  };
}

/** Before the first answer about these versions, what an answer about others told of them still stands. */
function stillLeft(
  ids: readonly ModelId[],
  { data, isPlaceholderData }: { data: ServiceCheck | undefined; isPlaceholderData: boolean },
): ReadonlySet<ModelId> {
  if (!isPlaceholderData) return data?.left ?? NONE_LEFT;
  return new Set(ids.filter((id) => data?.services.has(id) !== true));
}

function candidatesOf({ scope, cascade }: Omit<PlanRequest, 'exceptions'>, { listed, parts }: LookedUp) {
  return scope.kind === 'name' ? candidatesOfName(listed, scope, cascade) : candidatesOfSet(listed, parts);
}

/** In the order in which they are shown, as they are asked for in it. */
function candidateIds(request: Omit<PlanRequest, 'exceptions'>, found: LookedUp): ModelId[] {
  const { candidates, target } = candidatesOf(request, found);
  const chosen = new Set(candidates.map((version) => version.model_id));
  const inOrder = sortInCallOrder(found.listed, target).map((version) => version.model_id);
  return inOrder.filter((id) => chosen.has(id));
}

function planRequest(request: PlanRequest, found: LookedUp, check: BlockerCheck): PlannedChoice | undefined {
  const { candidates, target } = candidatesOf(request, found);
  const { listed, unsure, protections } = found;
  if (candidates.length === 0) return undefined;
  const everyone = new Set(candidates.map((version) => version.model_id));
  const chosen = leaveOut(candidates, request.exceptions, check);
  return planChoice({ listed, chosen, candidates: everyone, target, unsure, protections }, check);
}

function checkOf(check: ServiceCheck | undefined): BlockerCheck {
  return check?.services ?? new Map();
}
