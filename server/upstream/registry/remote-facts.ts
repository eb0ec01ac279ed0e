import { normalId } from '../../../core/contract/id.ts';
import type { ServiceReference } from '../../../core/contract/service.ts';
import type { BlockerCheck, Plan } from '../../../core/deletion/plan.ts';
import { protectionsOfNames } from '../../protections/read-protections.ts';
import type { Facts } from '../../receipts/attest-plan.ts';
import { readStoredFacts } from '../../receipts/calls/impact.ts';
import { notSent } from '../transport/upstream-error.ts';
import { copiedAt, withCopyFallback } from './copy-fallback.ts';
import { listName } from './list-name.ts';
import { findVersion } from './read-version.ts';
import type { RemoteAccess } from './remote-access.ts';
import { remoteBlockers } from './remote-blockers.ts';

/** How long requests for services may be begun, in ms. */
const BUDGET_MS = 5_000;

/**
 * What the remote registry has of a plan: each name is listed, what no list shows is asked for by id. Where it cannot be
 * asked, what the copy has.
 *
 * @throws UpstreamRefusal with status 401 when it wants somebody to sign in again, UpstreamError 0012 (`NOT_SENT`) when it
 *   cannot be asked and the copy does not have all of the plan.
 */
export async function readRemoteFacts(access: RemoteAccess, plan: Plan): Promise<Facts> {
  const { store, credential } = access;
  const copy = await readStoredFacts(store, credential.project_id, plan);
  return withCopyFallback(
    async (): Promise<Facts> => {
      const models = await readModels(access, plan);
      const names = [...models.values()].map((model) => model.model_name);
      return {
        models,
        check: await readServices(access, plan, copy.check),
        protections: await protectionsOfNames(store, credential.project_id, [...new Set(names)]),
      };
    },
    async (code) => {
      const isWhole = plan.affected.every((version) => copy.models.has(normalId(version.model_id)));
      if (!isWhole) throw notSent(`what is to be deleted cannot be read (${code})`);
      return { ...copy, copied_at: await copiedAt(store, credential.project_id) };
    },
  );
}

async function readModels(
  { upstream, credential }: RemoteAccess,
  { affected, protected: leftAlone = [] }: Plan,
): Promise<Facts['models']> {
  const names = [...new Set([...affected, ...leftAlone].map((version) => version.model_name))];
  const lists = await Promise.all(names.map((name) => listName(upstream, credential, name)));
  const models = new Map(
    lists.flatMap((list) => list.versions).map((version) => [normalId(version.model_id), version]),
  );
  const unlisted = affected.filter((version) => !models.has(normalId(version.model_id)));
  const found = await Promise.all(
    unlisted.map(({ model_id }) => findVersion(upstream, credential, model_id)),
  );
  for (const version of found) {
    if (version !== 'missing') models.set(normalId(version.model_id), version);
  }
  return models;
}

/**
 * The services of a plan's versions: asked for where the page or the copy knows of any. Those that the page found free were
 * asked for a moment ago, by way of this gateway; those that it could not check stay unchecked.
 */
async function readServices(
  access: RemoteAccess,
  { affected }: Plan,
  copied: BlockerCheck,
): Promise<BlockerCheck> {
  const isUsed = ({ model_id, services }: Plan['affected'][number]) =>
    services.length > 0 || (copied.get(model_id)?.length ?? 0) > 0;
  const used = affected.filter(isUsed).map((version) => version.model_id);
  const free = affected.filter((version) => !isUsed(version) && version.verdict !== 'unchecked');
  const neverAborted = new AbortController().signal;
  const checked =
    used.length === 0
      ? undefined
      : await remoteBlockers(access, { ids: used, budget: BUDGET_MS, signal: neverAborted });
  const none: readonly ServiceReference[] = [];
  return new Map([
    ...free.map((version) => [version.model_id, none] as const),
    ...Object.entries(checked?.services ?? {}),
  ]);
}
