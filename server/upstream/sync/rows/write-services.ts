import { isDeepStrictEqual } from 'node:util';
import type { Unreadable } from '../../../../core/console-api/live/sync-status.ts';
import { normalId } from '../../../../core/contract/id.ts';
import { refreshGroups } from '../../../registry/groups/refresh-groups.ts';
import { refreshHeld } from '../../../registry/services/refresh-held.ts';
import type { Store, StoreTransaction } from '../../../store/schema.ts';
import type { SeenChanges } from '../seen-changes.ts';
import { describeRow } from './listed-row.ts';
import { placeRows } from './place-rows.ts';
import { aboutServices, type SyncedService, type Use } from './read-service-row.ts';

/** A service, and the models that it uses: `unknown` when it does not tell. */
export type ServiceWithUses = { service: SyncedService; uses: Use[] | 'unknown' };

/** Of these services, those that are new or changed, or whose models may not be known: they have to be asked for them. */
export async function findChanged(
  store: Store,
  project_id: string,
  services: readonly SyncedService[],
): Promise<SyncedService[]> {
  const ids = services.map(({ service_id }) => service_id);
  const rows = await store
    .selectFrom('services')
    .selectAll()
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('service_id', '=', fn.any(val(ids))))
    .execute();
  const known = new Map(rows.map((row) => [row.service_id, row]));
  return services.filter((service) => {
    const {
      project_id: _,
      is_stale = true,
      held_versions: _versions,
      held_bytes: _bytes,
      ...row
    } = known.get(service.service_id) ?? {};
    return is_stale || !isDeepStrictEqual({ ...row }, { ...service });
  });
}

/**
 * Stores services with what they use, in a transaction that holds the lease.
 *
 * @param context `isListed` whether a service was listed before these; `seen` is told what came and went.
 * @returns those that cannot be stored, as another one has their name.
 */
export async function writeServices(
  trx: StoreTransaction,
  project_id: string,
  services: readonly ServiceWithUses[],
  { isListed, seen }: { isListed: (id: string) => boolean; seen: SeenChanges },
): Promise<Unreadable[]> {
  const rows = services.map((row) => ({
    ...row,
    id: row.service.service_id,
    place: row.service.service_name,
  }));
  const stored = await trx
    .selectFrom('services')
    .select(['service_id as id', 'service_name as place'])
    .where('project_id', '=', project_id)
    .where(({ eb, or, val, fn }) =>
      or([
        eb('service_id', '=', fn.any(val(rows.map(({ id }) => id)))),
        eb('service_name', '=', fn.any(val(rows.map(({ place }) => place)))),
      ]),
    )
    .execute();
  const { added, kept, removed, duplicates } = placeRows(rows, stored, isListed);
  const written = [...added, ...kept];
  const freed = await removeUses(trx, project_id, [...removed, ...written.map(({ id }) => id)]);
  const gone = await removeServiceRows(trx, project_id, removed);
  const before = new Set(stored.map(({ id }) => id));
  const ids = new Set(written.map(({ id }) => id));
  seen.services(
    'came',
    added.flatMap(({ id, service }) => (before.has(id) ? [] : service)),
  );
  seen.services(
    'went',
    gone.filter(({ service_id }) => !ids.has(service_id)),
  );
  const used = await storeServices(trx, project_id, written);
  await refreshGroups(trx, project_id, [...new Set([...freed, ...used])]);
  return duplicates.map(({ service }) => aboutServices(describeRow(service, DUPLICATE)));
}

const DUPLICATE = 'another service has this name';

/** Removes services that are gone from the copy. */
export async function removeServices(
  trx: StoreTransaction,
  project_id: string,
  ids: readonly string[],
  seen: SeenChanges,
): Promise<void> {
  const freed = await removeUses(trx, project_id, ids);
  seen.services('went', await removeServiceRows(trx, project_id, ids));
  await refreshGroups(trx, project_id, freed);
}

/** Removes what these services use. Answers the names of which they used models. */
async function removeUses(
  trx: StoreTransaction,
  project_id: string,
  ids: readonly string[],
): Promise<string[]> {
  const freed = await trx
    .deleteFrom('service_models')
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('service_id', '=', fn.any(val([...ids]))))
    .returning('model_id')
    .execute();
  const models = await modelsAmong(
    trx,
    project_id,
    freed.map(({ model_id }) => model_id),
  );
  return namesOf(models);
}

async function removeServiceRows(trx: StoreTransaction, project_id: string, ids: readonly string[]) {
  return trx
    .deleteFrom('services')
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('service_id', '=', fn.any(val([...ids]))))
    .returning(['service_id', 'service_name'])
    .execute();
}

/** Answers the names whose models are used. A model that the copy does not have makes the service stale. */
async function storeServices(
  trx: StoreTransaction,
  project_id: string,
  services: readonly ServiceWithUses[],
): Promise<string[]> {
  if (services.length === 0) return [];
  const usesOf = ({ uses }: ServiceWithUses) => (uses === 'unknown' ? [] : uses);
  const used = services.flatMap(usesOf).map(({ model_id }) => model_id);
  const models = await modelsAmong(trx, project_id, used);
  const isStale = ({ uses }: ServiceWithUses) =>
    uses === 'unknown' || uses.some(({ model_id }) => !models.has(normalId(model_id)));
  await trx
    .insertInto('services')
    .values(services.map((row) => ({ project_id, ...row.service, is_stale: isStale(row) })))
    .onConflict((conflict) =>
      conflict.columns(['project_id', 'service_id']).doUpdateSet(({ ref }) => ({
        infer_type: ref('excluded.infer_type'),
        status: ref('excluded.status'),
        owner: ref('excluded.owner'),
        tenant: ref('excluded.tenant'),
        description: ref('excluded.description'),
        publish_at: ref('excluded.publish_at'),
        transition_at: ref('excluded.transition_at'),
        is_stale: ref('excluded.is_stale'),
      })),
    )
    .execute();
  const rows = services.flatMap((row) =>
    usesOf(row).flatMap(({ model_id: usedId, weight }) => {
      const { model_id } = models.get(normalId(usedId)) ?? {};
      return model_id === undefined
        ? []
        : { project_id, service_id: row.service.service_id, model_id, weight };
    }),
  );
  if (rows.length > 0) await trx.insertInto('service_models').values(rows).execute();
  await refreshHeld(
    trx,
    project_id,
    services.map((row) => row.service.service_id),
  );
  return namesOf(models);
}

type StoredModel = { model_id: string; model_name: string };

function namesOf(models: ReadonlyMap<string, StoredModel>): string[] {
  return [...new Set([...models.values()].map(({ model_name }) => model_name))];
}

/** Those of these models that the copy has, by their ids in normal form: a service may tell them in another case. */
async function modelsAmong(
  trx: StoreTransaction,
  project_id: string,
  ids: readonly string[],
): Promise<Map<string, StoredModel>> {
  const cases = ids.flatMap((id) => [id, normalId(id), id.toUpperCase()]);
  const rows = await trx
    .selectFrom('models')
    .select(['model_id', 'model_name'])
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val(cases))))
    .execute();
  return new Map(rows.map((row) => [normalId(row.model_id), row]));
}
