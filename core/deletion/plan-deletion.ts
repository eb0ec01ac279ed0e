import { MAX_DELETIONS_PER_CALL } from '../contract/delete-model.ts';
import { isSubscribed, type ModelId, type ModelListItem } from '../contract/model.ts';
import { isAtRest, type ServiceReference } from '../contract/service.ts';
import { forecastCalls } from './forecast-calls.ts';
import type { AffectedVersion, BlockerCheck, Plan, PlannedCall, ProtectedVersion, Verdict } from './plan.ts';
import { type Protection, protectionFinder } from './protection.ts';

/** What the operator asks for. */
export type DeletionRequest = {
  /** Every version that the names concerned have now. */
  listed: readonly ModelListItem[];
  /** Which of them are to go. */
  chosen: ReadonlySet<ModelId>;
  /** The version that is to go first. */
  target?: ModelId | undefined;
  /** Names that may have versions beside those listed, as rows could not be read: they do not go by cascade. */
  unsure?: ReadonlySet<string>;
  /** What is protected of the names concerned: it does not go, whatever is chosen. */
  protections?: readonly Protection[];
};

/** A request that was made of a choice: candidates, of which some are kept. */
export type Choice = DeletionRequest & {
  /** Those that are chosen and those that are kept. */
  candidates: ReadonlySet<ModelId>;
};

/** A version that goes, or one that would if it were not kept. */
export type Candidate = AffectedVersion & {
  isKept: boolean;
  /** What protects it, so that it does not go whether it is kept or not. */
  protection?: Protection;
};

/** What goes, and beside it all candidates in the order in which the calls would reach them if all went. */
export type PlannedChoice = { plan: Plan; candidates: readonly Candidate[] };

/**
 * Foresees a deletion. A name of which every version is chosen, and there are several, goes by cascade, unless there may
 * be more than are listed, or one of them is protected; all else goes version by version. Pure: the same request and check give the same plan.
 *
 * @param check what uses each version; one that is missing here counts as not checked.
 * @example
 * // `listed` are the two versions of pose, of which no service uses any.
 * const plan = planDeletion({ listed, chosen: new Set(['a', 'b']) }, new Map([['a', []], ['b', []]]));
 * plan.calls; // [{ model_id: 'a', cascade: true, covers: ['a', 'b'] }]
 */
export function planDeletion(request: DeletionRequest, check: BlockerCheck): Plan {
  return planChoice({ ...request, candidates: request.chosen }, check).plan;
}

/** Foresees a deletion, and what is kept out of it, each version once. */
export function planChoice(
  { listed, chosen, candidates, target, unsure, protections = [] }: Choice,
  check: BlockerCheck,
): PlannedChoice {
  const protectionOf = protectionFinder(protections);
  const names = [...byNameInCallOrder(listed, target)].map(([name, ofName]) => {
    const foreseen = ofName
      .filter((model) => candidates.has(model.model_id))
      .map((model): Candidate => {
        const protection = protectionOf(model);
        return {
          ...foreseeVersion(model, check.get(model.model_id)),
          isKept: !chosen.has(model.model_id),
          ...(protection && { protection }),
        };
      });
    const affected = foreseen.flatMap(({ isKept, protection, ...version }) =>
      isKept || protection ? [] : [version],
    );
    const isWhole = affected.length === ofName.length && affected.length > 1 && unsure?.has(name) !== true;
    return { name, foreseen, affected, isWhole };
  });
  const foreseen = names.flatMap((name) => name.foreseen);
  const leftAlone = foreseen.flatMap(protectedVersion);
  const plan = {
    affected: names.flatMap(({ affected }) => affected),
    cascades: names.filter(({ isWhole }) => isWhole).map(({ name }) => name),
    calls: names.flatMap(({ name, affected, isWhole }) =>
      isWhole ? forecastCalls(name, affected) : affected.map(singleCall),
    ),
    ...(leftAlone.length > 0 && { protected: leftAlone }),
  };
  return { plan, candidates: foreseen };
}

function protectedVersion({ protection, ...candidate }: Candidate): ProtectedVersion[] {
  if (!protection) return [];
  const { model_id, model_name, model_version, model_status, model_size } = candidate;
  const known = {
    ...(model_status !== undefined && { model_status }),
    ...(model_size !== undefined && { model_size }),
  };
  return [{ model_id, model_name, model_version, ...known, protection }];
}

/** All versions in the order in which calls would reach them: name by name, as they are listed. */
export function sortInCallOrder(
  listed: readonly ModelListItem[],
  target: ModelId | undefined,
): ModelListItem[] {
  return [...byNameInCallOrder(listed, target).values()].flat();
}

function byNameInCallOrder(
  listed: readonly ModelListItem[],
  target: ModelId | undefined,
): Map<string, ModelListItem[]> {
  const names = Map.groupBy(listed, (model) => model.model_name);
  return new Map([...names].map(([name, ofName]) => [name, inCallOrder(ofName, target)]));
}

/** Foresees one call that is made as it is, and reaches no further than a call does. */
export function planOneCall(
  target: ModelListItem,
  listed: readonly ModelListItem[],
  cascade: boolean,
  check: BlockerCheck,
): Plan {
  const { model_id, model_name } = target;
  const ofName = listed.filter((model) => model.model_name === model_name);
  const affected = inCallOrder(cascade ? ofName : [target], model_id).map((model, place) => {
    const foreseen = foreseeVersion(model, check.get(model.model_id));
    return place < MAX_DELETIONS_PER_CALL ? foreseen : { ...foreseen, verdict: 'beyond-limit' as const };
  });
  const covers = affected.slice(0, MAX_DELETIONS_PER_CALL).map((version) => version.model_id);
  return { affected, cascades: cascade ? [model_name] : [], calls: [{ model_id, cascade, covers }] };
}

/**
 * The target first, then the others oldest first: the embedded registry's order, and a guess for others, which
 * do not document theirs. Source: contract.md, Delete.
 */
function inCallOrder(models: readonly ModelListItem[], target: ModelId | undefined): ModelListItem[] {
  const isTarget = (model: ModelListItem) => Number(model.model_id === target);
  return models.toSorted(
    (a, b) =>
      isTarget(b) - isTarget(a) ||
      (a.create_at ?? 0) - (b.create_at ?? 0) ||
      (a.model_id < b.model_id ? -1 : 1),
  );
}

/** Foresees one version: what it is, and what will become of it. Services that are left out were not checked. */
export function foreseeVersion(
  model: ModelListItem,
  services: readonly ServiceReference[] | undefined,
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
    verdict: judge(subscribed, services),
  };
}

function judge(subscribed: boolean, services: readonly ServiceReference[] | undefined): Verdict {
  if (subscribed) return 'blocked';
  if (services === undefined) return 'unchecked';
  if (services.length === 0) return 'delete';
  return services.every(isAtRest) ? 'at-risk' : 'blocked';
}

function singleCall({ model_id }: AffectedVersion): PlannedCall {
  return { model_id, cascade: false, covers: [model_id] };
}
