import { SyncStatus } from '../../../core/console-api/sync-status.ts';
import type { TestGateway } from '../setup/start-gateway.ts';
import { type FollowedEvents, followEvents } from './follow-events.ts';

/** Looks after the mirror of a project, as somebody who is signed in there. */
export type SyncClient = {
  events: FollowedEvents;
  look: () => Promise<SyncStatus>;
  /** The mirror once no reading goes on and one came to its end, good or bad. */
  settled: () => Promise<SyncStatus>;
  /** Has it read anew, and waits until it is. */
  refresh: () => Promise<SyncStatus>;
};

/** Follows a mirror until the test ends. */
export async function syncClient(front: TestGateway, cookie: string): Promise<SyncClient> {
  const events = await followEvents(front.url, { cookie });
  const look = async () => SyncStatus.parse((await front.http('GET', '/api/mirror', { cookie })).body);
  const settled = async () => {
    for (;;) {
      const mirror = await look();
      if (!mirror.reading && (mirror.read_at !== null || mirror.problem)) return mirror;
      await events.next('mirror');
    }
  };
  return {
    events,
    look,
    settled,
    async refresh() {
      const { status } = await front.http('POST', '/api/mirror/refresh', { cookie, origin: front.url });
      if (status !== 202) throw new Error(`A reading was answered with ${status}.`);
      return settled();
    },
  };
}
