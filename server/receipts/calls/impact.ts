import { normalId } from '../../../core/contract/id.ts';
import { ModelListItem } from '../../../core/contract/model.ts';
import type { ServiceReference } from '../../../core/contract/service.ts';
import type { Call } from '../../../core/deletion/answer.ts';
import type { BlockerCheck, Plan } from '../../../core/deletion/plan.ts';
import { protectionsOfNames } from '../../protections/read-protections.ts';
import { MODEL_COLUMNS, type ModelRow, toListItem } from '../../registry/models/model-row.ts';
import { usingServices } from '../../registry/services/services-using.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Store } from '../../store/schema.ts';
import type { Facts } from '../attest-plan.ts';

/** What a call can affect: its target and, by cascade, every version of its name, with the services that use them. */
export type Impact = {
  target: ModelListItem;
  listed: readonly ModelListItem[];
  check: BlockerCheck;
  /** Where a remote registry could not be asked: when the copy was read that this is of, or null. */
  copied_at?: number | null;
};

/** The impact of a call by the tables, in one snapshot; undefined when they have no such model. */
export async function readStoredImpact(
  store: Store,
  project_id: string,
  call: Call,
): Promise<Impact | undefined> {
  const rows = await selectAffected(store, project_id, call).execute();
  const listed = rows.map(toModel);
  const target = listed.find((model) => model.model_id === call.model_id);
  return target && { target, listed, check: checkOf(rows) };
}

/** What the tables have of a plan: its versions, and all of the names that go by cascade. */
export async function readStoredFacts(store: Store, project_id: string, plan: Plan): Promise<Facts> {
  const ids = [...plan.affected, ...(plan.protected ?? [])].map((version) => version.model_id);
  const rows = await selectVersions(store, project_id)
    .where(({ eb, val, fn, or }) =>
      or([eb('model_id', '=', fn.any(val(ids))), eb('model_name', '=', fn.any(val(plan.cascades)))]),
    )
    .execute();
  return {
    protections: await protectionsOfNames(store, project_id, [...new Set(rows.map((row) => row.model_name))]),
    models: new Map(rows.map((row) => [normalId(row.model_id), toModel(row)])),
    check: checkOf(rows),
  };
}

/** Every version of some names by the tables, the services that use them, and what is protected of the names. */
export async function readStoredNames(store: Store, project_id: string, names: readonly string[]) {
  const rows = await selectVersions(store, project_id)
    .where(({ eb, val, fn }) => eb('model_name', '=', fn.any(val([...names]))))
    .execute();
  const protections = await protectionsOfNames(store, project_id, names);
  return { listed: rows.map(toModel), check: checkOf(rows), protections };
}

/** One statement, so that all of it is of one snapshot. */
function selectAffected(store: Store, project_id: string, { model_id, cascade }: Call) {
  const models = selectVersions(store, project_id).modifyEnd(PREPARED);
  if (!cascade) return models.where('model_id', '=', model_id);
  const nameOfTarget = store
    .selectFrom('models')
    .select('model_name')
    .where('project_id', '=', project_id)
    .where('model_id', '=', model_id);
  return models.where('model_name', 'in', nameOfTarget);
}

function selectVersions(store: Store, project_id: string) {
  return store
    .selectFrom('models')
    .select(MODEL_COLUMNS)
    .select((row) => usingServices(row).as('services'))
    .where('project_id', '=', project_id);
}

type AffectedRow = ModelRow & { services: ServiceReference[] };

function toModel(row: AffectedRow): ModelListItem {
  return ModelListItem.parse(toListItem(row));
}

function checkOf(rows: readonly AffectedRow[]): BlockerCheck {
  return new Map(rows.map(({ model_id, services }) => [model_id, services]));
}
