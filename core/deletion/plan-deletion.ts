import { MAX_DELETIONS_PER_CALL } from '../contract/delete-model.ts';
import { isSubscribed, type ModelId, type ModelListItem } from '../contract/model.ts';
import { isAtRest, type ServiceReference } from '../contract/service.ts';
import { forecastCalls } from './forecast-calls.ts';
import type { AffectedVersion, BlockerCheck, Plan, PlannedCall, Verdict } from './plan.ts';

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
};

/**
 * Foresees a deletion. A name of which every version is chosen, and there are several, goes by cascade, unless there may
 * be more than are listed; all else goes version by version. Pure: the same request and check give the same plan.
 */
export function planDeletion({ listed, chosen, target, unsure }: DeletionRequest, check: BlockerCheck): Plan {
  const names = [...Map.groupBy(listed, (model) => model.model_name)].map(([name, ofName]) => {
    const going = ofName.filter((model) => chosen.has(model.model_id));
    const affected = inCallOrder(going, target).map((model) =>
      foreseeVersion(model, check.get(model.model_id)),
    );
    const isWhole = going.length === ofName.length && going.length > 1 && unsure?.has(name) !== true;
    return { name, affected, isWhole };
  });
  return {
    affected: names.flatMap(({ affected }) => affected),
    cascades: names.filter(({ isWhole }) => isWhole).map(({ name }) => name),
    calls: names.flatMap(({ name, affected, isWhole }) =>
      isWhole ? forecastCalls(name, affected) : affected.map(singleCall),
    ),
  };
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
