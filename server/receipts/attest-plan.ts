import { normalId } from '../../core/contract/id.ts';
import type { ModelId, ModelListItem } from '../../core/contract/model.ts';
import type { AffectedVersion, BlockerCheck, Plan, ProtectedVersion } from '../../core/deletion/plan.ts';
import { foreseeVersion } from '../../core/deletion/plan-deletion.ts';
import { type Protection, protectionFinder } from '../../core/deletion/protection.ts';
import { ApiError } from '../errors.ts';

/** What the registry has of a plan. The keys of `models` are normalised ids; `check` has ids as they came. */
export type Facts = {
  /** Those of the plan's versions that there are, protected ones too, and all others of the names that go by cascade. */
  models: ReadonlyMap<ModelId, ModelListItem>;
  /** The services that use them; one that is missing here was not checked. */
  check: BlockerCheck;
  /** What is protected of the plan's names. */
  protections: readonly Protection[];
  /** Where the registry could not be asked: when the copy was read that this is of, or null. */
  copied_at?: number | null;
};

/** Versions that a refusal names; there can be thousands. */
const MAX_NAMED = 5;

/**
 * The plan that goes on a receipt: which versions is the client's word, what each of them is the registry's.
 *
 * @throws ApiError 0015 (the plan contradicts the registry) when a version is not there, or is
 *   another than the plan says, or is protected, or a name that is to go whole has more.
 */
export function attestPlan(plan: Plan, { models, check, protections, copied_at }: Facts): Plan {
  const protectionOf = protectionFinder(protections);
  const planned = new Set(plan.affected.map((version) => normalId(version.model_id)));
  const missing = plan.affected.filter((version) => !models.has(normalId(version.model_id)));
  if (missing.length > 0) {
    // Nothing more is said of them: it would be the page's word, of what may be another project's.
    throw contradicted(
      `${missing.length} of the plan's ${plan.affected.length} versions are not in the registry`,
    );
  }

  const affected = plan.affected.map((version): AffectedVersion => {
    const model = models.get(normalId(version.model_id));
    if (!model || model.model_name !== version.model_name || model.model_version !== version.model_version) {
      throw contradicted(
        `what the plan calls ${named([version])} is ${model ? named([model]) : 'not there'}`,
      );
    }
    const protection = protectionOf(model);
    if (protection) throw contradicted(`${named([model])} is protected by ${protection.user_name}`);
    // Services may have been asked for by an id in another case.
    return foreseeVersion(model, check.get(model.model_id) ?? check.get(version.model_id));
  });

  const cascaded = new Set(plan.cascades);
  const added = [...models].filter(([id, model]) => cascaded.has(model.model_name) && !planned.has(id));
  if (added.length > 0) {
    throw contradicted(`a cascade would take ${named(added.map(([, model]) => model))} as well`);
  }
  const { copied_at: _, protected: posted = [], ...confirmed } = plan;
  const leftAlone = posted.flatMap((version): ProtectedVersion[] => {
    const model = models.get(normalId(version.model_id));
    const protection = model && protectionOf(model);
    return protection ? [{ ...identityOf(model), protection }] : [];
  });
  return {
    ...confirmed,
    affected,
    ...(leftAlone.length > 0 && { protected: leftAlone }),
    ...(copied_at !== undefined && { copied_at }),
  };
}

function identityOf({ model_id, model_name, model_version, model_status, model_size }: ModelListItem) {
  return {
    ...{ model_id, model_name, model_version },
    ...(model_status !== undefined && { model_status }),
    ...(model_size !== undefined && { model_size }),
  };
}

type Named = Pick<ModelListItem, 'model_id' | 'model_name' | 'model_version'>;

function named(versions: readonly Named[]): string {
  const some = versions.slice(0, MAX_NAMED);
  const texts = some.map(
    ({ model_name, model_version, model_id }) => `${model_name} ${model_version} (${model_id})`,
  );
  const others = versions.length - some.length;
  return others > 0 ? `${texts.join(', ')} and ${others} more` : texts.join(', ');
}

function contradicted(how: string): ApiError {
  return new ApiError('Coppice.0015', `Nothing was sent: ${how}.`);
}
