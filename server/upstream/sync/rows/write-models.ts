import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { normalId } from '../../../../core/contract/id.ts';
import { readGroups } from '../../../registry/groups/lock-groups.ts';
import { refreshGroups } from '../../../registry/groups/refresh-groups.ts';
import { insertModels, type NewModel, rowsOf } from '../../../registry/models/insert-models.ts';
import type { ModelRow } from '../../../registry/models/model-row.ts';
import { refreshHeld } from '../../../registry/services/refresh-held.ts';
import type { StoreTransaction } from '../../../store/schema.ts';
import type { SeenChanges, SeenVersion } from '../seen-changes.ts';
import { describeRow } from './listed-row.ts';
import { placeRows } from './place-rows.ts';
import { removeModels } from './remove-models.ts';
import type { UnstoredRow } from './unstored-rows.ts';

/** Versions to be stored as they are listed. */
export type ModelsToWrite = {
  /** Each id once. */
  models: readonly NewModel[];
  /** Ids that are gone, of the names of these models. */
  removed?: readonly string[];
  /** Whether an id was listed before these; none was by default. */
  isListed?: (id: string) => boolean;
  /** Is told what came and went. */
  seen: SeenChanges;
  /** Whether summaries count new versions at once, as they do by default, or are recomputed later. */
  summaries?: 'now' | 'later';
};

/** What became of versions that were to be stored. */
export type WrittenModels = {
  /** How many versions were written. */
  written: number;
  /** Versions that cannot be stored, as another one has their name and number. */
  unstored: UnstoredRow[];
  /** The names of new versions that their summaries do not count yet. */
  staleNames: string[];
};

/**
 * Stores versions in a transaction that holds the sync state of their project: new ones at the cost of themselves, changed
 * ones at that of their names, and what is as it was is left alone.
 */
export async function writeModels(
  trx: StoreTransaction,
  project_id: string,
  { models, removed = [], seen, isListed = () => false, summaries = 'now' }: ModelsToWrite,
): Promise<WrittenModels> {
  const known = await readKnown(trx, project_id, models);
  const rows = models.map((model) => ({ id: model.model_id, place: placeOf(model), model }));
  const stored = [...known.values()].map((row) => ({ id: row.model_id, place: placeOf(row) }));
  const placing = placeRows(rows, stored, isListed);

  const changed = placing.kept.filter(({ id, model }) => isChanged(model, known.get(id)));
  const added = placing.added.map(({ model }) => model);
  const gone = await removeModels(trx, project_id, [...placing.removed, ...removed]);
  tellSeen(seen, { known, added, gone });
  await updateModels(
    trx,
    project_id,
    changed.map(({ model }) => model),
  );
  await refreshHolders(
    trx,
    project_id,
    changed.flatMap(({ id, model }) => (known.get(id)?.model_size === model.model_size ? [] : id)),
  );
  const recomputed = new Set(
    [...gone, ...changed.map(({ model }) => model)].map(({ model_name }) => model_name),
  );
  const { uncounted = [], counted = [] } = Object.groupBy(added, ({ model_name }) =>
    summaries === 'later' || recomputed.has(model_name) ? 'uncounted' : 'counted',
  );
  for (const batch of rowsOf(project_id, uncounted)) await trx.insertInto('models').values(batch).execute();
  await insertModels(trx, project_id, counted, readGroups);
  await refreshGroups(trx, project_id, [...recomputed]);
  return {
    written: added.length + changed.length + placing.removed.length,
    staleNames: summaries === 'later' ? uncounted.map(({ model_name }) => model_name) : [],
    unstored: placing.duplicates.map(({ id, model }) => ({ ...describeRow(model, DUPLICATE), model_id: id })),
  };
}

/** What is stored in another place, or by an id in another case, neither came nor went. */
function tellSeen(
  seen: SeenChanges,
  {
    known,
    added,
    gone,
  }: { known: ReadonlyMap<string, ModelRow>; added: readonly NewModel[]; gone: readonly SeenVersion[] },
): void {
  const before = new Set([...known.keys(), ...gone.map(({ model_id }) => model_id)].map(normalId));
  const stored = new Set(added.map(({ model_id }) => normalId(model_id)));
  seen.versions(
    'came',
    added.filter(({ model_id }) => !before.has(normalId(model_id))),
  );
  seen.versions(
    'went',
    gone.filter(({ model_id }) => !stored.has(normalId(model_id))),
  );
}

const DUPLICATE = 'another model has this name and version';

function placeOf({ model_name, model_version }: { model_name: string; model_version: string }): string {
  return JSON.stringify([model_name, model_version]);
}

/** What the copy has of these versions, and of others in their places. */
async function readKnown(
  trx: StoreTransaction,
  project_id: string,
  models: readonly NewModel[],
): Promise<Map<string, ModelRow>> {
  const ofProject = trx.selectFrom('models').selectAll().where('project_id', '=', project_id);
  const ids = models.map((model) => model.model_id);
  const byId = await ofProject.where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val(ids)))).execute();
  const known = new Map(byId.map((row) => [row.model_id, row]));
  const misplaced = models.filter((model) => {
    const row = known.get(model.model_id);
    return !row || placeOf(row) !== placeOf(model);
  });
  if (misplaced.length === 0) return known;
  const names = misplaced.map((model) => model.model_name);
  const versions = misplaced.map((model) => model.model_version);
  const inTheirPlaces = await ofProject
    .where(
      sql<boolean>`(model_name, model_version) in (select * from unnest(${names}::text[], ${versions}::text[]))`,
    )
    .execute();
  for (const row of inTheirPlaces) known.set(row.model_id, row);
  return known;
}

function isChanged(model: NewModel, stored: ModelRow | undefined): boolean {
  if (!stored) return true;
  const { project_id: _, version_rank: _rank, is_copy: _copy, is_kept_out: _keptOut, ...row } = stored;
  return !isDeepStrictEqual({ ...row }, { ...model });
}

/** Sums up anew what the services hold that use these versions, whose sizes changed. */
async function refreshHolders(trx: StoreTransaction, project_id: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const holders = await trx
    .selectFrom('service_models')
    .select('service_id')
    .distinct()
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val(ids))))
    .execute();
  await refreshHeld(
    trx,
    project_id,
    holders.map((row) => row.service_id),
  );
}

async function updateModels(trx: StoreTransaction, project_id: string, models: NewModel[]): Promise<void> {
  for (const rows of rowsOf(project_id, models)) {
    await trx
      .insertInto('models')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['project_id', 'model_id']).doUpdateSet(({ ref }) => ({
          model_type: ref('excluded.model_type'),
          model_status: ref('excluded.model_status'),
          model_size: ref('excluded.model_size'),
          description: ref('excluded.description'),
          owner: ref('excluded.owner'),
          tenant: ref('excluded.tenant'),
          create_at: ref('excluded.create_at'),
          subscription_id: ref('excluded.subscription_id'),
          detail: ref('excluded.detail'),
        })),
      )
      .execute();
  }
}
