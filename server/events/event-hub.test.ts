import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '../../core/console/events.ts';
import type { Listener } from '../store/listen.ts';
import { openEventHub } from './event-hub.ts';

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A hub whose database says what the test says, and has been heard of for an hour. */
async function openHub() {
  const database: { listener?: Listener } = {};
  const hub = await openEventHub(async (_, listener) => {
    database.listener = listener;
    listener.onListening();
    return { stop: async () => {} };
  });
  vi.setSystemTime(60 * MINUTE);
  return {
    hub,
    say: (name: string, project_id = 'ours') =>
      database.listener?.onMessage(
        JSON.stringify({ project_id, change: { about: 'models', names: [name], gone: [] } }),
      ),
    reconnect: () => database.listener?.onListening(),
    /** What somebody is told, from now on, who has heard nothing for so long. */
    follow: (unheard_for: number) => {
      const told: (string | null)[] = [];
      const tell = (event: LiveEvent) =>
        told.push(event.about === 'models' ? String(event.names) : event.about);
      const leave = hub.follow('ours', { unheard_for, tell, end: () => told.push('end') });
      return { told, leave };
    },
  };
}

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe('whoever comes back', () => {
  it('is told what was said meanwhile in the same project, and what comes after', async () => {
    const { follow, say } = await openHub();
    say('before');
    later(MINUTE);
    say('meanwhile');
    say('theirs', 'other');
    later(MINUTE);
    const { told } = follow(MINUTE);
    say('after');
    expect(told).toEqual(['meanwhile', 'after']);
  });

  it('is told that anything may have changed, when what was said is forgotten', async () => {
    const { follow, say } = await openHub();
    say('long ago');
    later(6 * MINUTE);
    say('now');
    expect(follow(7 * MINUTE).told).toEqual(['everything']);
    expect(follow(5 * MINUTE).told).toEqual(['now']);
  });

  it('is told so as well, when it was away before the database was heard of', async () => {
    const { follow, reconnect } = await openHub();
    reconnect();
    later(MINUTE);
    expect(follow(2 * MINUTE).told).toEqual(['everything']);
    expect(follow(0).told).toEqual([]);
  });
});

it('tells everybody that anything may have changed, when the database is heard of again', async () => {
  const { follow, reconnect } = await openHub();
  const { told } = follow(0);
  reconnect();
  expect(told).toEqual(['everything']);
});

it('counts who follows, and hangs up on them when it is told to, and on whoever comes later at once', async () => {
  const { hub, follow } = await openHub();
  const [first, second] = [follow(0), follow(0)];
  first.leave();
  expect(hub.clients()).toBe(1);
  hub.hangUp();
  expect([first.told, second.told, follow(0).told]).toEqual([[], ['end'], ['end']]);
});
