import type { FastifyBaseLogger } from 'fastify';
import { ApiError } from '../../errors.ts';
import type { EventHub } from '../../events/event-hub.ts';
import type { Store } from '../../store/schema.ts';
import type { RemoteCredentials } from '../identity/remote-credentials.ts';
import type { Upstream } from '../transport/upstream.ts';
import { openBackgroundTasks } from './background-tasks.ts';
import { coalesce } from './coalesce.ts';
import { invalidateName } from './invalidate-name.ts';
import { isDue } from './is-due.ts';
import { acquireLease } from './lease.ts';
import { refreshNames } from './refresh-names.ts';
import { type RemoteRegistry, remoteRegistry } from './remote-registry.ts';
import { runSync } from './run-sync.ts';
import { seenChanges } from './seen-changes.ts';

/** Keeps the copy in this database in step with the remote registry, project by project. */
export type SyncScheduler = {
  /** Starts a sync of a project, unless one is running, here or on another gateway. Resolves when it is started. */
  start: (project_id: string) => Promise<void>;
  /** Somebody signed in: starts a sync of their project where it is due, or the last one failed. Fire and forget. */
  onSignIn: (project_id: string) => void;
  /**
   * A deletion called upon a version of a name: what is stored of the name is invalid, and it is read again. Resolves when
   * that is noted.
   */
  invalidate: (caller: { project_id: string }, model_name: string) => Promise<void>;
  /** Cancels what is running, and waits until nothing is. */
  close: () => Promise<void>;
};

/** How many times an interval of `refreshEvery` is polled for projects that are due. */
const POLLS_PER_INTERVAL = 10;

/** What a scheduler needs. */
export type SyncSchedulerOptions = {
  store: Store;
  upstream: Upstream;
  remoteCredentials: RemoteCredentials;
  hub: EventHub;
  log: FastifyBaseLogger;
  /** How old the start of a project's last sync may be, in ms. */
  refreshEvery: number;
};

/** Starts to sync the projects that somebody follows here, and those that somebody signs in to. */
export function openSyncScheduler(options: SyncSchedulerOptions): SyncScheduler {
  const { store, upstream, remoteCredentials, hub, log, refreshEvery } = options;
  const closing = new AbortController();
  const tasks = openBackgroundTasks(log, closing.signal);
  const runInBackground = tasks.run;

  const registryOf = (project_id: string): RemoteRegistry => {
    const credential = async () => {
      const found = await remoteCredentials.ofProject(project_id);
      if (found) return found;
      throw new ApiError('ModelArts.0202', 'The remote registry wants somebody of the project to sign in.');
    };
    return remoteRegistry(upstream, credential, closing.signal);
  };

  const start = async (project_id: string) => {
    const lease = closing.signal.aborted ? undefined : await acquireLease(store, project_id);
    if (!lease) return;
    const registry = registryOf(project_id);
    const run = () => runSync(lease, { store, registry, log, runInBackground, signal: closing.signal });
    runInBackground(run, 'A reading could not be ended');
  };

  const startIfDue = (project_id: string, { retryFailed }: { retryFailed: boolean }) =>
    runInBackground(async () => {
      if (await isDue(store, project_id, { refreshEvery, retryFailed })) await start(project_id);
    }, 'A reading could not be begun');

  const polling = setInterval(() => {
    for (const project_id of hub.projects()) startIfDue(project_id, { retryFailed: false });
  }, refreshEvery / POLLS_PER_INTERVAL);
  polling.unref();

  /** By project and name: a deletion of many versions invalidates one name many times. */
  const refresh = coalesce<{ project_id: string; model_name: string }>(
    ({ project_id, model_name }) => JSON.stringify([project_id, model_name]),
    async ({ project_id, model_name }) => {
      const seen = seenChanges(project_id, false);
      await refreshNames({ store, project_id, registry: registryOf(project_id), seen }, [model_name]);
      await seen.note(store);
    },
  );

  return {
    start,
    onSignIn: (project_id) => startIfDue(project_id, { retryFailed: true }),
    async invalidate({ project_id }, model_name) {
      if (!(await invalidateName(store, project_id, model_name))) return;
      runInBackground(() => refresh({ project_id, model_name }), 'A name could not be read again');
    },
    async close() {
      clearInterval(polling);
      closing.abort();
      await tasks.drain();
    },
  };
}
