import type { Blockers } from '../../../core/console-api/models/blockers.ts';
import type { ModelId } from '../../../core/contract/model.ts';
import { ownerNames } from '../../model-list/owner-names.ts';
import type { Store } from '../../store/schema.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import { UpstreamRefusal } from '../transport/upstream-refusal.ts';
import type { RemoteAccess } from './remote-access.ts';
import { servicesOf } from './services-of.ts';

/** How many versions are asked for at a time, so that other requests of the project are not held up. */
const CONCURRENCY = 6;

/** How long one version's services are waited for, in ms: then it counts as one that could not be checked. */
const CHECK_TIMEOUT_MS = 30_000;

/** Versions to be checked, for how long requests may be begun, in ms, and what cancels those under way. */
type BlockerQuery = { ids: readonly ModelId[]; budget: number; signal: AbortSignal };

/**
 * Which services use these versions, as the remote registry has them now, of as many as can be asked for within the
 * budget; what is asked by then is waited for. A version that cannot be checked is missing from the services. Owners are
 * those who signed in here by their names, others by their ids alone.
 *
 * @throws UpstreamRefusal with status 401 when the remote registry wants somebody to sign in again.
 */
export async function remoteBlockers(
  access: RemoteAccess,
  { ids, budget, signal }: BlockerQuery,
): Promise<Blockers> {
  const checked_at = Date.now();
  const left = [...new Set(ids)];
  const services: Blockers['services'] = {};
  const isBudgetSpent = () => Date.now() - checked_at >= budget;
  const checkInTurn = async () => {
    // The first are asked whatever the budget, so that something is always learned.
    for (let id = left.shift(); id !== undefined; id = isBudgetSpent() ? undefined : left.shift()) {
      const timeout = AbortSignal.any([signal, AbortSignal.timeout(CHECK_TIMEOUT_MS)]);
      const using = await tryServicesOf(access, id, timeout);
      if (using) services[id] = using;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, checkInTurn));
  const { store, credential } = access;
  return { checked_at, services: await withOwnerNames(store, credential.project_id, services), left };
}

async function withOwnerNames(
  store: Store,
  project_id: string,
  services: Blockers['services'],
): Promise<Blockers['services']> {
  const owners = Object.values(services).flatMap((using) => using.map(({ owner = '' }) => owner));
  const names = await ownerNames(store, project_id, owners);
  const named = Object.entries(services).map(([id, using]) => {
    return [id, using.map((service) => ({ ...service, owner_name: names.get(service.owner ?? '') ?? '' }))];
  });
  return Object.fromEntries(named);
}

/** Undefined where a version cannot be checked. */
async function tryServicesOf({ upstream, credential }: RemoteAccess, id: ModelId, signal: AbortSignal) {
  try {
    return await servicesOf(upstream, credential, id, signal);
  } catch (error) {
    if (error instanceof UpstreamError) return undefined;
    if (error instanceof UpstreamRefusal && error.status !== 401) return undefined;
    throw error;
  }
}
