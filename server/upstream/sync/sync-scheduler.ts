import type { FastifyBaseLogger } from 'fastify';
import type { SyncProblem } from '../../../core/console-api/sync-status.ts';
import { ApiError } from '../../errors.ts';
import type { EventHub } from '../../events/event-hub.ts';
import type { Store } from '../../store/schema.ts';
import type { RemoteCredentials } from '../identity/remote-credentials.ts';
import type { Upstream } from '../transport/upstream.ts';
import { UpstreamRefusal } from '../transport/upstream-refusal.ts';
import { invalidateName } from './invalidate-name.ts';
import { isDue } from './is-due.ts';
import { abandonSync, acquireLease, LEASE_RENEWAL_MS, type Lease, LeaseLost, renewLease } from './lease.ts';
import { refreshNames } from './refresh-names.ts';
import { type RemoteRegistry, remoteRegistry } from './remote-registry.ts';
import { syncProject } from './sync-project.ts';

/** Keeps the tables of this database like the remote registry, project by project. */
export type SyncScheduler = {
  /** Reads a project anew, unless that goes on already, here or on another gateway. Resolves when it is begun. */
  begin: (project_id: string) => Promise<void>;
  /** Somebody came in: reads their project anew when what is there is old, or the last reading failed. */
  welcome: (project_id: string) => void;
  /** A deletion called upon a version of a name: the name is read again. Resolves when that is noted. */
  touched: (caller: { project_id: string }, model_name: string) => Promise<void>;
  /** Gives up what is under way, and waits until nothing is. */
  close: () => Promise<void>;
};

/** Whether a reading is due is looked at so many times in the time between two of them. */
const LOOKS = 10;

/** What mirrors are kept with; `refreshEvery` in ms. */
export type SyncSchedulerOptions = {
  store: Store;
  upstream: Upstream;
  remoteCredentials: RemoteCredentials;
  hub: EventHub;
  log: FastifyBaseLogger;
  refreshEvery: number;
};

/** Starts to keep mirrors: of the projects that somebody follows here, and of those that somebody comes into. */
export function openSyncScheduler({
  store,
  upstream,
  remoteCredentials,
  hub,
  log,
  refreshEvery,
}: SyncSchedulerOptions): SyncScheduler {
  const closing = new AbortController();
  const works = new Set<Promise<void>>();

  /** Does something that nobody waits for but a close. */
  const inBackground = (act: () => Promise<void>, failure: string) => {
    const work = act()
      .catch((error: unknown) => {
        if (!closing.signal.aborted) log.warn({ err: error }, failure);
      })
      .finally(() => works.delete(work));
    works.add(work);
  };

  const registryOf = (project_id: string): RemoteRegistry => {
    const credential = async () => {
      const found = await remoteCredentials.ofProject(project_id);
      if (found) return found;
      throw new ApiError('ModelArts.0202', 'The remote registry wants somebody of the project to sign in.');
    };
    return remoteRegistry(upstream, credential, closing.signal);
  };

  const read = async (lease: Lease) => {
    const beating = setInterval(
      () => inBackground(() => renewLease(store, lease), 'A sign of life failed'),
      LEASE_RENEWAL_MS,
    );
    try {
      await syncProject(store, lease, registryOf(lease.project_id));
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (closing.signal.aborted) return await abandonSync(store, lease);
      log.warn({ err: error }, 'A reading of the remote registry came to no end');
      await abandonSync(store, lease, problemOf(error));
    } finally {
      clearInterval(beating);
    }
  };

  const begin = async (project_id: string) => {
    const lease = closing.signal.aborted ? undefined : await acquireLease(store, project_id);
    if (lease) inBackground(() => read(lease), 'A reading could not be ended');
  };

  const look = async (project_id: string, afterFailure: boolean) => {
    if (await isDue(store, project_id, refreshEvery, afterFailure)) await begin(project_id);
  };

  const looking = setInterval(() => {
    for (const project_id of hub.projects()) {
      inBackground(() => look(project_id, false), 'A reading could not be begun');
    }
  }, refreshEvery / LOOKS);
  looking.unref();

  /** Of many touches of one name, one list is read at a time, and one more when there were others meanwhile. */
  const refreshing = new Map<string, { again: boolean }>();
  const refresh = async (project_id: string, model_name: string) => {
    const key = JSON.stringify([project_id, model_name]);
    const going = refreshing.get(key);
    if (going) {
      going.again = true;
      return;
    }
    const mine = { again: true };
    refreshing.set(key, mine);
    try {
      while (mine.again) {
        mine.again = false;
        await refreshNames(store, project_id, registryOf(project_id), [model_name]);
      }
    } finally {
      refreshing.delete(key);
    }
  };

  return {
    begin,
    welcome: (project_id) => inBackground(() => look(project_id, true), 'A reading could not be begun'),
    async touched({ project_id }, model_name) {
      if (!(await invalidateName(store, project_id, model_name))) return;
      inBackground(() => refresh(project_id, model_name), 'A name could not be read again');
    },
    async close() {
      clearInterval(looking);
      closing.abort();
      while (works.size > 0) await Promise.all(works);
    },
  };
}

function problemOf(error: unknown): SyncProblem {
  const isTold = error instanceof ApiError || error instanceof UpstreamRefusal;
  if (isTold) return { code: error.code, message: error.message.toWellFormed().replaceAll('\0', '') };
  return { code: 'Coppice.0008', message: 'The gateway failed. If it fails again, look in its log.' };
}
