import { SyncStatus } from '../../../core/console-api/live/sync-status.ts';
import type { TestGateway } from '../setup/start-gateway.ts';
import { type FollowedEvents, followEvents } from './follow-events.ts';

/** Follows the syncs of a project, as somebody who is signed in there. */
export type SyncClient = {
  events: FollowedEvents;
  status: () => Promise<SyncStatus>;
  /** The status once no sync is running and one has ended, completed or not. */
  untilIdle: () => Promise<SyncStatus>;
  /** Starts a sync, and waits until it has ended. */
  refresh: () => Promise<SyncStatus>;
};

/** Follows the syncs of a project until the test ends. */
export async function syncClient(front: TestGateway, cookie: string): Promise<SyncClient> {
  const events = await followEvents(front.url, { cookie });
  const readStatus = async () => SyncStatus.parse((await front.http('GET', '/api/mirror', { cookie })).body);
  const untilIdle = async () => {
    for (;;) {
      const status = await readStatus();
      if (!status.reading && (status.read_at !== null || status.problem)) return status;
      await events.next('mirror');
    }
  };
  return {
    events,
    status: readStatus,
    untilIdle,
    async refresh() {
      const { status } = await front.http('POST', '/api/mirror/refresh', { cookie, origin: front.url });
      if (status !== 202) throw new Error(`A refresh was answered with ${status}.`);
      return untilIdle();
    },
  };
}
