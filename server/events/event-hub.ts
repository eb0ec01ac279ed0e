import * as z from 'zod';
import { Change, type LiveEvent } from '../../core/console/events.ts';
import type { Listen } from '../store/listen.ts';
import { CHANNEL } from './notify-change.ts';

/** Passes what the gateways of one database tell each other on to whoever follows a project here. */
export type EventHub = {
  /**
   * Follows a project's changes until the answered function is called.
   *
   * @param follower.unheard_for for how long, in ms, it has heard of none: those of this time are told at once.
   */
  follow: (project_id: string, follower: Follower) => () => void;
  /** How many follow. */
  clients: () => number;
  /** Lets everybody go, and whoever comes later at once. */
  hangUp: () => void;
  /** Listens no more. */
  close: () => Promise<void>;
};

export type Follower = {
  unheard_for: number;
  tell: (event: LiveEvent) => void;
  /** Nothing more will be told. */
  end: () => void;
};

/** For how long, in ms, and how many changes are remembered for those whose connection was away meanwhile. */
const REMEMBERED_FOR = 5 * 60_000;
const MAX_REMEMBERED = 5_000;

/** What somebody may have missed before their last sign of life, in ms: messages take their time. */
const MARGIN = 2_000;

const Message = z.object({ project_id: z.string(), change: Change });

type Heard = z.infer<typeof Message> & { at: number };

/** Starts to listen. While the database does not let it, followers are told nothing, and afterwards that they missed something. */
export async function openEventHub(listen: Listen): Promise<EventHub> {
  const followers = new Map<Follower, string>();
  let heard: Heard[] = [];
  /** Since when nothing was missed or forgotten. In ms since the epoch. */
  let knownSince = Number.POSITIVE_INFINITY;
  let isOver = false;

  const onMessage = (payload: string) => {
    const at = Date.now();
    const { project_id, change } = Message.parse(JSON.parse(payload));
    heard.push({ at, project_id, change });
    forgetOld(at);
    for (const [follower, followed] of followers) if (followed === project_id) follower.tell(change);
  };

  const forgetOld = (now: number) => {
    const kept = heard.slice(-MAX_REMEMBERED).filter(({ at }) => at > now - REMEMBERED_FOR);
    const forgotten = heard[heard.length - kept.length - 1];
    if (forgotten) knownSince = forgotten.at + 1;
    heard = kept;
  };

  const onListening = () => {
    heard = [];
    knownSince = Date.now();
    for (const follower of followers.keys()) follower.tell({ about: 'everything' });
  };

  const catchUp = (project_id: string, { unheard_for, tell }: Follower) => {
    const since = Date.now() - unheard_for - MARGIN;
    if (since < knownSince) return tell({ about: 'everything' });
    for (const one of heard) if (one.at >= since && one.project_id === project_id) tell(one.change);
  };

  const listening = await listen(CHANNEL, { onMessage, onListening });
  return {
    follow(project_id, follower) {
      if (isOver) {
        follower.end();
        return () => undefined;
      }
      catchUp(project_id, follower);
      followers.set(follower, project_id);
      return () => followers.delete(follower);
    },
    clients: () => followers.size,
    hangUp() {
      isOver = true;
      for (const follower of followers.keys()) follower.end();
    },
    close: () => listening.stop(),
  };
}
