import type { Misnamed, Receipt } from '../../core/console/receipt.ts';
import { normalId } from '../../core/contract/id.ts';
import type { ModelId, ModelListItem } from '../../core/contract/model.ts';
import { idsToLookFor, outcomeOf, plannedVersion } from '../../core/deletion/ledger.ts';
import type { AffectedVersion } from '../../core/deletion/plan.ts';
import { readEvidence } from '../../core/deletion/report.ts';
import { listName, type NameList } from './list-name.ts';
import type { Login } from './login.ts';
import { findVersion } from './read-version.ts';
import type { Upstream } from './upstream.ts';
import { UpstreamError } from './upstream-error.ts';
import { UpstreamRefusal } from './upstream-refusal.ts';

/** What the remote registry has of what was looked for, and of which that could not be found out. All else is gone. */
export type Found = { present: ModelId[]; unsure: ModelId[]; misnamed: Misnamed[] };

/** How many versions are asked for by id in one look; those beyond are left to the next. */
const MAX_ASKED_BY_ID = 500;

/**
 * Looks which of a receipt's versions the remote registry has now, if that is not confirmed yet: by one list a name, and
 * by id where the list is no proof. A list proves what it has; of what it lacks, it only confirms what an answer told.
 *
 * @throws UpstreamError or UpstreamRefusal when nothing at all could be found out.
 */
export async function stillListed(upstream: Upstream, login: Login, receipt: Receipt): Promise<Found> {
  const ledger = readEvidence(receipt.plan, receipt);
  const ids = idsToLookFor(ledger);
  const names = new Set(ids.flatMap((id) => plannedVersion(ledger, id)?.model_name ?? []));
  const failures: unknown[] = [];
  let answers = 0;
  const attempt = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      const answer = await ask();
      answers += 1;
      return answer;
    } catch (error) {
      if (!(error instanceof UpstreamError || error instanceof UpstreamRefusal)) throw error;
      failures.push(error);
      return undefined;
    }
  };

  const lists = new Map<string, NameList | undefined>();
  await Promise.all(
    [...names].map(async (name) => {
      lists.set(name, await attempt(() => listName(upstream, login, name)));
    }),
  );
  let asked = 0;
  const lookFor = async (id: ModelId): Promise<ModelListItem | 'missing' | undefined> => {
    const list = lists.get(plannedVersion(ledger, id)?.model_name ?? '');
    const listed = list?.versions.find((version) => normalId(version.model_id) === normalId(id));
    if (listed) return listed;
    const known = outcomeOf(ledger, id);
    if (list?.isProof && known?.outcome === 'deleted' && known.by === 'answer') return 'missing';
    asked += 1;
    return asked > MAX_ASKED_BY_ID ? undefined : attempt(() => findVersion(upstream, login, id));
  };
  const found = await Promise.all(ids.map(async (id) => ({ id, version: await lookFor(id) })));
  if (answers === 0 && failures.length > 0) throw failures[0];
  return {
    present: found.flatMap(({ id, version }) => (typeof version === 'object' ? id : [])),
    unsure: found.flatMap(({ id, version }) => (version === undefined ? id : [])),
    misnamed: found.flatMap(({ id, version }) => {
      const planned = plannedVersion(ledger, id);
      return typeof version === 'object' && planned && isAnother(version, planned) ? toMisnamed(version) : [];
    }),
  };
}

function isAnother(version: ModelListItem, planned: AffectedVersion): boolean {
  return version.model_name !== planned.model_name || version.model_version !== planned.model_version;
}

function toMisnamed({ model_id, model_name, model_version }: ModelListItem): Misnamed {
  return { model_id, model_name, model_version };
}
