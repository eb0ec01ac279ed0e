import { sql } from 'kysely';
import { type ActivityFacts, MAX_LISTED } from '../../../core/console-api/activity/activity.ts';
import { type NewActivity, noteActivities, type OwnActivity } from '../../activity/note-activity.ts';
import type { Store } from '../../store/schema.ts';

/** A version as it is counted. Size in bytes. */
export type SeenVersion = { model_id: string; model_name: string; model_version: string; model_size: number };
type SeenService = { service_id: string; service_name: string };

/**
 * What a gateway finds changed in a remote registry while it brings its copy in step: who changed it, and when, it does
 * not know. Given to whatever writes to the copy; added up by name, as a first sync finds everything new.
 */
export type SeenChanges = {
  versions: (what: 'came' | 'went', versions: readonly SeenVersion[]) => void;
  services: (what: 'came' | 'went', services: readonly SeenService[]) => void;
  /** Writes down what was seen so far, and forgets it. */
  note: (store: Store) => Promise<void>;
};

/** Names, and services, that are told apart; more of them are told at once. */
const MAX_APART = 20;

/** Versions of which it is looked up whether our own deletions took them; what is beyond is told all the same. */
const MAX_LOOKED_UP = 10_000;

/** @param isFirst whether the copy is made for the first time: all of it is told as one import then. */
export function seenChanges(project_id: string, isFirst: boolean): SeenChanges {
  const came = new Map<string, Sum>();
  let went: SeenVersion[] = [];
  let wentUncounted = 0;
  const services = { came: [] as SeenService[], went: [] as SeenService[] };
  return {
    versions(what, versions) {
      if (what === 'came') return addUp(came, versions);
      const room = Math.max(0, MAX_LOOKED_UP - went.length);
      went.push(...versions.slice(0, room));
      wentUncounted += Math.max(0, versions.length - room);
    },
    services: (what, seen) => services[what].push(...seen),
    async note(store) {
      const gone = addUp(new Map(), await withoutOwn(store, project_id, went));
      const activities = [
        ...(isFirst ? imported(came) : ofNames('created', came)),
        ...(wentUncounted > 0 ? [atOnce('deleted', gone, wentUncounted)] : ofNames('deleted', gone)),
        ...(isFirst ? [] : ofServices('service-deployed', services.came)),
        ...ofServices('service-gone', services.went),
      ];
      came.clear();
      [went, wentUncounted, services.came, services.went] = [[], 0, [], []];
      await noteActivities(store, await inProject(store, project_id, activities));
    },
  };
}

type Sum = { count: number; bytes: number; versions: string[] };

function addUp(sums: Map<string, Sum>, versions: readonly SeenVersion[]): Map<string, Sum> {
  for (const { model_name, model_version, model_size } of versions) {
    const sum = sums.get(model_name) ?? { count: 0, bytes: 0, versions: [] };
    sums.set(model_name, sum);
    sum.count += 1;
    sum.bytes += model_size;
    if (sum.versions.length < MAX_LISTED) sum.versions.push(model_version);
  }
  return sums;
}

type Kind = 'created' | 'deleted' | 'imported';

function ofNames(kind: Kind, sums: ReadonlyMap<string, Sum>): OwnActivity[] {
  if (sums.size > MAX_APART) return [atOnce(kind, sums)];
  return [...sums].map(([name, { count, bytes, versions }]) => ({
    kind,
    subject: { id: '', name },
    count,
    facts: { versions, bytes, is_seen: true },
  }));
}

function imported(sums: ReadonlyMap<string, Sum>): OwnActivity[] {
  return sums.size === 0 ? [] : [atOnce('imported', sums)];
}

/** @param more versions that were not added up. */
function atOnce(kind: Kind, sums: ReadonlyMap<string, Sum>, more = 0): OwnActivity {
  const all = [...sums.values()];
  const names = [...sums.keys()];
  return {
    kind,
    subject: NOBODY,
    count: all.reduce((sum, { count }) => sum + count, more),
    facts: {
      ...(more === 0 && { bytes: all.reduce((sum, { bytes }) => sum + bytes, 0), name_count: names.length }),
      names: names.slice(0, MAX_LISTED),
      is_seen: true,
    },
  };
}

const NOBODY = { id: '', name: '' };

function ofServices(
  kind: 'service-deployed' | 'service-gone',
  services: readonly SeenService[],
): OwnActivity[] {
  const facts = { is_seen: true } satisfies ActivityFacts;
  if (services.length > MAX_APART) return [{ kind, subject: NOBODY, count: services.length, facts }];
  return services.map(({ service_id, service_name }) => ({
    kind,
    subject: { id: service_id, name: service_name },
    facts: { ...facts, service_id },
  }));
}

/** Without those that are told, or will be, by the receipts of our own deletions. */
async function withoutOwn(
  store: Store,
  project_id: string,
  versions: readonly SeenVersion[],
): Promise<SeenVersion[]> {
  if (versions.length === 0) return [];
  const ids = versions.map(({ model_id }) => model_id);
  const { rows } = await sql<{ model_id: string }>`
    select planned.version ->> 'model_id' as model_id
    from deletions, jsonb_array_elements(plan -> 'affected') with ordinality as planned(version, place)
    where project_id = ${project_id} and created_at > ${Date.now() - OWN_FOR_MS}
      and planned.version ->> 'model_id' = any (${ids}::text[])
      and (told is null or substr(told, planned.place::integer, 1) = 'd')
  `.execute(store);
  const own = new Set(rows.map(({ model_id }) => model_id));
  return versions.filter(({ model_id }) => !own.has(model_id));
}

/** How long after a deletion of ours a sync may be the first to find a version gone. In ms. */
const OWN_FOR_MS = 24 * 60 * 60_000;

async function inProject(
  store: Store,
  project_id: string,
  activities: readonly OwnActivity[],
): Promise<NewActivity[]> {
  if (activities.length === 0) return [];
  const project = await store
    .selectFrom('projects')
    .select('account_id')
    .where('project_id', '=', project_id)
    .executeTakeFirst();
  const account_id = project?.account_id ?? '';
  const actor = { user_id: '', user_name: '' };
  return activities.map((activity) => ({ account_id, project_id, actor, ...activity }));
}
