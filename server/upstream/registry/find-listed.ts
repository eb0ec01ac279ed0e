import type { Misnamed } from '../../../core/console-api/deletions/receipt.ts';
import { isSameId } from '../../../core/contract/id.ts';
import type { ModelId, ModelListItem } from '../../../core/contract/model.ts';
import { idsToLookFor, type Ledger, outcomeOf, plannedVersion } from '../../../core/deletion/ledger.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import type { Upstream } from '../transport/upstream.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import { UpstreamRefusal } from '../transport/upstream-refusal.ts';
import { listName, type NameList } from './list-name.ts';
import { findVersion } from './read-version.ts';

/** Which versions the remote registry lists, and of which that could not be found out. All others are gone. */
export type Findings = { present: ModelId[]; unsure: ModelId[]; misnamed: Misnamed[] };

/** How many versions are asked for by id in one check; those beyond are left to the next. */
const MAX_ASKED_BY_ID = 500;

/**
 * Finds out which of a plan's versions the remote registry has now, if that is not confirmed yet: by one list a name, and
 * by id where the list is no proof. A list proves what it has; of what it lacks, it only confirms what an answer told.
 *
 * @throws UpstreamError or UpstreamRefusal when nothing at all could be found out.
 */
export async function findListed(
  upstream: Upstream,
  credential: RemoteCredential,
  ledger: Ledger,
): Promise<Findings> {
  const ids = idsToLookFor(ledger);
  const attempts = openAttempts();
  const lists = new Map<string, NameList | undefined>();
  const listOne = async (name: string) => {
    lists.set(name, await attempts.make(() => listName(upstream, credential, name)));
  };
  await Promise.all([...namesOf(ledger, ids)].map(listOne));

  let asked = 0;
  const results = await Promise.all(
    ids.map(async (id) => {
      const known = findInList(ledger, lists, id);
      if (known) return { id, version: known };
      if (mayBeListed(lists, id)) return { id, version: undefined };
      asked += 1;
      const mayAsk = asked <= MAX_ASKED_BY_ID;
      return {
        id,
        version: mayAsk ? await attempts.make(() => findVersion(upstream, credential, id)) : undefined,
      };
    }),
  );
  attempts.requireOne();
  return {
    present: results.flatMap(({ id, version }) => (typeof version === 'object' ? id : [])),
    unsure: results.flatMap(({ id, version }) => (version === undefined ? id : [])),
    misnamed: results.flatMap(({ id, version }) =>
      typeof version === 'object' ? misnamed(ledger, id, version) : [],
    ),
  };
}

function namesOf(ledger: Ledger, ids: readonly ModelId[]): Set<string> {
  return new Set(ids.flatMap((id) => plannedVersion(ledger, id)?.model_name ?? []));
}

/** What the list of its name says of a version, if that is enough. One that is listed under another name is there as well. */
function findInList(
  ledger: Ledger,
  lists: ReadonlyMap<string, NameList | undefined>,
  id: ModelId,
): ModelListItem | 'missing' | undefined {
  const list = lists.get(plannedVersion(ledger, id)?.model_name ?? '');
  const rows = list ? [...list.versions, ...list.others] : [];
  const listed = rows.find((version) => isSameId(version.model_id, id));
  if (listed) return listed;
  const known = outcomeOf(ledger, id);
  return list?.isProof && known?.outcome === 'deleted' && known.by === 'answer' ? 'missing' : undefined;
}

/** Whether a row that could not be read has an id in it: it may be that version, whatever is answered for the id. */
function mayBeListed(lists: ReadonlyMap<string, NameList | undefined>, id: ModelId): boolean {
  const text = JSON.stringify(id).toLowerCase();
  return [...lists.values()].some((list) =>
    list?.unreadableRows.some((row) => row.toLowerCase().includes(text)),
  );
}

/** Nothing, unless the plan calls the version otherwise. */
function misnamed(ledger: Ledger, id: ModelId, version: ModelListItem): Misnamed[] {
  const planned = plannedVersion(ledger, id);
  const { model_id, model_name, model_version } = version;
  const isAnother = planned?.model_name !== model_name || planned.model_version !== model_version;
  return planned && isAnother ? [{ model_id, model_name, model_version }] : [];
}

/** Requests of which some may fail. */
function openAttempts() {
  const failures: unknown[] = [];
  let answers = 0;
  return {
    /** What is answered; undefined when the remote registry fails or refuses. */
    async make<T>(ask: () => Promise<T>): Promise<T | undefined> {
      try {
        const answer = await ask();
        answers += 1;
        return answer;
      } catch (error) {
        if (!(error instanceof UpstreamError || error instanceof UpstreamRefusal)) throw error;
        failures.push(error);
        return undefined;
      }
    },
    /** @throws what the first failed with, when all of them did. */
    requireOne(): void {
      if (answers === 0 && failures.length > 0) throw failures[0];
    },
  };
}
