import * as z from 'zod';
import { MAX_DELETIONS_PER_CALL } from '../contract/delete-model.ts';
import { isSubscribed, type ModelId, type ModelListItem } from '../contract/model.ts';
import { isAtRest, ServiceReference } from '../contract/service.ts';
import { Call } from './answer.ts';
import { openLedger } from './ledger.ts';
import { nextCall } from './next-call.ts';
import { noteAnswer } from './note-answer.ts';

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

/** One DELETE as it is foreseen, and the ids that it is expected to handle. */
export const PlannedCall = Call.extend({ covers: z.array(z.string()) });
export type PlannedCall = z.infer<typeof PlannedCall>;

/**
 * What a deletion will do: every version it touches, in the order the calls reach them. Its ids are what the operator
 * saw, so they are what is confirmed. The calls are a forecast: what is sent depends on what is answered.
 */
export const Plan = z.object({
  affected: z.array(AffectedVersion),
  /** Names that go whole, so by cascade; receipts of the first edition do not have them. */
  cascades: z.array(z.string()).default([]),
  calls: z.array(PlannedCall),
  /**
   * When the copy was read that the plan is made of, in ms since the epoch, or null where nobody knows. Absent where the
   * registry itself was asked: the gateway writes it, not the client.
   */
  copied_at: z.number().nullable().optional(),
});
export type Plan = z.infer<typeof Plan>;

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

/** The services that use each version; a version that is missing here was not checked. */
export type BlockerCheck = ReadonlyMap<ModelId, readonly ServiceReference[]>;

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
      isWhole ? foreseeRounds(name, affected) : affected.map(singleCall),
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

/** The calls that one whole name will take, if each verdict comes true: what is refused stays and counts again. */
function foreseeRounds(name: string, affected: AffectedVersion[]): PlannedCall[] {
  const blocked = new Set(affected.filter(({ verdict }) => verdict === 'blocked').map((v) => v.model_id));
  const ledger = openLedger({ affected, cascades: [name], calls: [] });
  const present = new Set(affected.map((version) => version.model_id));
  const calls: PlannedCall[] = [];
  for (let call = nextCall(ledger); call; call = nextCall(ledger)) {
    const inReach = new Set([call.model_id, ...(call.cascade ? present : [])]);
    const covers = [...inReach].slice(0, MAX_DELETIONS_PER_CALL);
    const delete_success_list = covers.filter((id) => !blocked.has(id));
    const refused = covers.filter((id) => blocked.has(id));
    const delete_failed_list = refused.map((model_id) => ({ model_id }));
    noteAnswer(ledger, {
      call,
      status: 200,
      body: JSON.stringify({ delete_success_list, delete_failed_list }),
    });
    for (const id of delete_success_list) present.delete(id);
    calls.push({ ...call, covers });
  }
  return calls;
}

/** How many versions have each verdict; the sum is the number affected. */
export function countVerdicts(plan: Plan): Record<Verdict, number> {
  const counts = { delete: 0, blocked: 0, 'at-risk': 0, unchecked: 0, 'beyond-limit': 0 };
  for (const version of plan.affected) counts[version.verdict] += 1;
  return counts;
}
