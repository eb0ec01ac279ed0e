import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { Change, type LiveEvent } from '../../core/console-api/live/events.ts';
import { readPosition, writePosition } from '../../core/console-api/live/mark-header.ts';
import type { Listen } from '../store/listen.ts';
import { AccessEnded } from './access-ended.ts';
import { CHANNEL } from './notify-change.ts';

/** Passes what the gateways of one database tell each other on to whoever follows a project here. */
export type EventHub = {
  /**
   * Follows a project's changes until the answered function is called.
   *
   * @param follower.since up to which mark it knows of them: later ones are told at once.
   */
  follow: (project_id: string, follower: Follower) => () => void;
  /** Up to here everything was told. What is read from the database from now on knows of it. */
  mark: () => string;
  /**
   * Hears what any gateway changes, in whatever project, until the answered function is called. What was missed while the
   * database was away is not told.
   */
  hear: (listener: Listener) => () => void;
  /** How many follow. */
  clients: () => number;
  /** The projects that somebody follows here. */
  projects: () => Set<string>;
  /** Lets everybody go, and whoever comes later at once. */
  hangUp: () => void;
  /** Listens no more. */
  close: () => Promise<void>;
};

export type Listener = {
  changed: (project_id: string, change: Change) => void;
  /** Some of a user's access ended, or all of it. */
  accessEnded: (user_id: string) => void;
};

export type Follower = {
  user_id: string;
  since?: string | undefined;
  /** @param mark up to which nothing else is to be told. */
  tell: (event: LiveEvent, mark: string) => void;
  /** Nothing more will be told. */
  end: () => void;
  /** Finds out whether it may still follow, and ends it if not: whether it did. */
  endIfOver: () => Promise<boolean>;
};

/** For how long, in ms, and how many changes are remembered for those whose connection was away meanwhile. */
const REMEMBERED_FOR_MS = 5 * 60_000;
const MAX_REMEMBERED = 5_000;

const Changed = z.object({ project_id: z.string(), change: Change });
const Message = z.union([Changed, AccessEnded]);

type Heard = z.infer<typeof Changed> & { at: number };

/**
 * Starts to listen. While the database does not let it, followers are told nothing, and afterwards that they missed
 * something.
 *
 * @param onEnded is told how many of a user's followers ended, whenever some of their access did.
 */
export async function openEventHub(
  listen: Listen,
  onEnded: (user_id: string, count: number) => void,
): Promise<EventHub> {
  const followers = new Map<Follower, string>();
  const listeners = new Set<Listener>();
  let heard: Heard[] = [];
  const id = randomUUID();
  /** Since when nothing was missed or forgotten. In ms of the process's own clock, which nobody sets back. */
  let knownSince = Number.POSITIVE_INFINITY;
  let isOver = false;

  const markAt = (time: number) => writePosition(id, time);
  const mark = () => markAt(performance.now());

  const onMessage = (payload: string) => {
    const message = Message.parse(JSON.parse(payload));
    if ('user_id' in message) void endOver(message.user_id);
    else passOn(message);
  };

  const endOver = async (user_id: string) => {
    for (const listener of listeners) listener.accessEnded(user_id);
    const theirs = [...followers.keys()].filter((follower) => follower.user_id === user_id);
    const ended = await Promise.all(theirs.map((follower) => follower.endIfOver()));
    onEnded(user_id, ended.filter(Boolean).length);
  };

  const passOn = ({ project_id, change }: z.infer<typeof Changed>) => {
    for (const listener of listeners) listener.changed(project_id, change);
    const at = performance.now();
    heard.push({ at, project_id, change });
    forgetOld(at);
    for (const [follower, followed] of followers)
      if (followed === project_id) follower.tell(change, markAt(at));
  };

  const forgetOld = (now: number) => {
    const kept = heard.slice(-MAX_REMEMBERED).filter(({ at }) => at > now - REMEMBERED_FOR_MS);
    const forgotten = heard[heard.length - kept.length - 1];
    if (forgotten) knownSince = forgotten.at + 1;
    heard = kept;
  };

  const onListening = () => {
    heard = [];
    knownSince = performance.now();
    for (const follower of followers.keys()) follower.tell({ about: 'everything' }, markAt(knownSince));
  };

  const catchUp = (project_id: string, { since, tell }: Follower) => {
    if (since === undefined) return;
    const { gateway, time: from } = readPosition(since);
    if (gateway !== id || !(from >= knownSince)) return tell({ about: 'everything' }, mark());
    for (const one of heard)
      if (one.at >= from && one.project_id === project_id) tell(one.change, markAt(one.at));
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
    mark,
    hear(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clients: () => followers.size,
    projects: () => new Set(followers.values()),
    hangUp() {
      isOver = true;
      for (const follower of followers.keys()) follower.end();
    },
    close: () => listening.stop(),
  };
}
