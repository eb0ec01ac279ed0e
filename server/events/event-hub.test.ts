import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '../../core/console-api/live/events.ts';
import type { Listener } from '../store/listen.ts';
import { openEventHub } from './event-hub.ts';

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A hub whose database says what the test says, and has been heard of for an hour. */
async function openHub() {
  const database: { listener?: Listener } = {};
  const { promise: ended, resolve: onEnded } = Promise.withResolvers<[string, number]>();
  const hub = await openEventHub(
    async (_, listener) => {
      database.listener = listener;
      listener.onListening();
      return { stop: async () => {} };
    },
    (user_id, count) => onEnded([user_id, count]),
  );
  later(60 * MINUTE_MS);
  return {
    hub,
    say: (name: string, project_id = 'ours') =>
      database.listener?.onMessage(
        JSON.stringify({ project_id, change: { about: 'models', names: [name], gone: [] } }),
      ),
    /** Some of somebody's access ended: once it is known how many followers ended by it, that is answered. */
    sayEnded: (user_id: string) => {
      database.listener?.onMessage(JSON.stringify({ user_id }));
      return ended;
    },
    reconnect: () => database.listener?.onListening(),
    /** What somebody is told, from now on, who knows of everything up to a mark. */
    follow: (since?: string) => {
      const told: (string | null)[] = [];
      const tell = (event: LiveEvent) =>
        told.push(event.about === 'models' ? String(event.names) : event.about);
      const leave = hub.follow('ours', { ...nobody, since, tell, end: () => told.push('end') });
      return { told, leave };
    },
  };
}

/** Somebody whose access never ends. */
const nobody = { user_id: 'nobody', endIfOver: async () => false };

const later = (ms: number) => vi.advanceTimersByTime(ms);

describe('whoever comes back', () => {
  it('is told what was said meanwhile in the same project, and what comes after', async () => {
    const { hub, follow, say } = await openHub();
    say('before');
    later(1);
    const mark = hub.mark();
    say('at once');
    later(MINUTE_MS);
    say('meanwhile');
    say('theirs', 'other');
    later(MINUTE_MS);
    const { told } = follow(mark);
    say('after');
    expect(told).toEqual(['at once', 'meanwhile', 'after']);
  });

  it('is told that anything may have changed, when what was said is forgotten', async () => {
    const { hub, follow, say } = await openHub();
    const before = hub.mark();
    say('long ago');
    later(MINUTE_MS);
    const after = hub.mark();
    later(5 * MINUTE_MS);
    say('now');
    expect(follow(before).told).toEqual(['everything']);
    expect(follow(after).told).toEqual(['now']);
  });

  it('is told so as well, when it was away before the database was heard of', async () => {
    const { hub, follow, reconnect } = await openHub();
    const before = hub.mark();
    later(MINUTE_MS);
    reconnect();
    expect(follow(before).told).toEqual(['everything']);
    expect(follow(hub.mark()).told).toEqual([]);
  });

  it.each(['', 'nonsense', 'another hub/1'])('is told so as well, when its mark is %j', async (mark) => {
    const { follow } = await openHub();
    expect(follow(mark).told).toEqual(['everything']);
  });

  it('may go on from the last thing that it was told', async () => {
    const { hub, say } = await openHub();
    const marks: string[] = [];
    hub.follow('ours', { ...nobody, tell: (_, mark) => marks.push(mark), end: () => {} });
    say('first');
    later(MINUTE_MS);
    say('second');
    const told: LiveEvent[] = [];
    hub.follow('ours', { ...nobody, since: marks[0], tell: (event) => told.push(event), end: () => {} });
    expect(told).toMatchObject([{ names: ['first'] }, { names: ['second'] }]);
  });
});

it('tells everybody that anything may have changed, when the database is heard of again', async () => {
  const { follow, reconnect } = await openHub();
  const { told } = follow();
  reconnect();
  expect(told).toEqual(['everything']);
});

it('counts who follows, and hangs up on them when it is told to, and on whoever comes later at once', async () => {
  const { hub, follow } = await openHub();
  const [first, second] = [follow(), follow()];
  first.leave();
  expect(hub.clients()).toBe(1);
  hub.hangUp();
  expect([first.told, second.told, follow().told]).toEqual([[], ['end'], ['end']]);
});

it('looks again at those who follow as somebody whose access ended, and says how many of them it was', async () => {
  const { hub, sayEnded } = await openHub();
  const asked: string[] = [];
  const followAs = (user_id: string, place: string, isOver: boolean) => {
    const endIfOver = async () => {
      asked.push(place);
      return isOver;
    };
    hub.follow('ours', { user_id, endIfOver, tell: () => {}, end: () => {} });
  };
  followAs('kim', 'by a session', true);
  followAs('kim', 'by another', true);
  followAs('kim', 'by a key that is still there', false);
  followAs('lee', 'as somebody else', true);
  expect(await sayEnded('kim')).toEqual(['kim', 2]);
  expect(asked).toEqual(['by a session', 'by another', 'by a key that is still there']);
});
