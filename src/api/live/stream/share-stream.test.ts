import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writePosition } from '../../../../core/console-api/live/mark-header.ts';
import type { Listener } from './change-stream.ts';
import type { ToTab } from './messages.ts';
import { shareStream } from './share-stream.ts';

const address = { events: '/api/events', session: '/api/session' };
const EVERYTHING = '{"about":"everything"}';
const NOTHING = '{"about":"nothing"}';

/** A gateway that hears of changes at its own time, and the one browser that follows it. */
function openBrowser() {
  const heard: { data: string; time: number }[] = [];
  const open = new Set<Listener>();
  let time = 0;
  let opened = 0;
  /** No two are alike, as no two requests come at one moment. */
  const position = () => {
    time += 1;
    return writePosition('gateway', time);
  };
  const stream = shareStream((_address, since, listener) => {
    opened += 1;
    let isClosed = false;
    // As the gateway does, once the connection is made: what came since is told, and a first sign of life.
    queueMicrotask(() => {
      if (isClosed) return;
      open.add(listener);
      const from = Number(since.split('/')[1]);
      for (const one of heard) {
        if (one.time >= from)
          listener.onTold({ data: one.data, position: writePosition('gateway', one.time) });
      }
      listener.onTold({ data: NOTHING, position: position() });
    });
    const close = () => {
      isClosed = true;
      open.delete(listener);
    };
    return { hurry: () => {}, close };
  });
  return {
    stream,
    open,
    opened: () => opened,
    position,
    change(): string {
      time += 1;
      const data = `change ${time}`;
      heard.push({ data, time });
      for (const listener of open) listener.onTold({ data, position: writePosition('gateway', time) });
      return data;
    },
  };
}

/** A tab that notes what it is told, and knows up to where. */
function openTab(
  { stream, position }: ReturnType<typeof openBrowser>,
  who = 'me',
  /** What is found by whoever reads everything again. */
  readAll: () => readonly string[] = () => [],
) {
  let known = position();
  const told: string[] = [];
  const seen = new Set<string>();
  let isSentAway = false;
  const hear = (message: ToTab) => {
    if (message.say === 'over') isSentAway = true;
    if (message.say !== 'told') return;
    known = message.position;
    if (message.data === NOTHING) return;
    told.push(message.data);
    for (const one of message.data === EVERYTHING ? readAll() : [message.data]) seen.add(one);
  };
  return {
    told,
    seen,
    isSentAway: () => isSentAway,
    follow: () => stream.hear(hear, { say: 'follow', position: known, who, address }),
    leave: () => stream.hear(hear, { say: 'leave' }),
  };
}

describe('a stream that tabs share', () => {
  it('is one, however many tabs follow, and none when none does', async () => {
    const browser = openBrowser();
    const tabs = Array.from({ length: 8 }, () => openTab(browser));
    expect(browser.open.size).toBe(0);
    for (const tab of tabs) tab.follow();
    await Promise.resolve();
    expect(browser.open.size).toBe(1);
    const change = browser.change();
    expect(tabs.map((tab) => tab.told)).toEqual(tabs.map(() => [change]));
    for (const tab of tabs) tab.leave();
    expect(browser.open.size).toBe(0);
  });

  it('tells a tab that opens later what it cannot have read, and nothing twice', async () => {
    const browser = openBrowser();
    openTab(browser).follow();
    await Promise.resolve();
    browser.change();
    const late = openTab(browser);
    const missed = browser.change();
    late.follow();
    const next = browser.change();
    expect(late.told).toEqual([missed, next]);
    expect(browser.opened()).toBe(1);
  });

  it('tells a tab that knows of an older moment than it remembers that anything may have changed', async () => {
    const browser = openBrowser();
    const old = openTab(browser);
    browser.change();
    openTab(browser).follow();
    await Promise.resolve();
    old.follow();
    expect(old.told).toEqual([EVERYTHING]);
  });

  it('forgets after two hundred, and says so', async () => {
    const browser = openBrowser();
    openTab(browser).follow();
    await Promise.resolve();
    browser.change();
    const asleep = openTab(browser);
    for (let more = 0; more < 201; more += 1) browser.change();
    asleep.follow();
    expect(asleep.told).toEqual([EVERYTHING]);
  });

  it('sends everybody away, and is opened anew, when a tab comes that is for somebody else', async () => {
    const browser = openBrowser();
    const mine = openTab(browser);
    mine.follow();
    await Promise.resolve();
    const theirs = openTab(browser, 'somebody else');
    theirs.follow();
    await Promise.resolve();
    expect([mine.isSentAway(), theirs.isSentAway(), browser.opened(), browser.open.size]).toEqual([
      true,
      false,
      2,
      1,
    ]);
    browser.change();
    expect([mine.told.length, theirs.told.length]).toEqual([0, 1]);
  });

  it('leaves no tab out, whenever it comes, goes and comes back', async () => {
    const step = fc.oneof(
      fc.record({ does: fc.constantFrom('follow' as const, 'leave' as const), tab: fc.nat(3) }),
      fc.constant({ does: 'change' as const }),
      fc.constant({ does: 'settle' as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const browser = openBrowser();
        const changes: string[] = [];
        const tabs = Array.from({ length: 4 }, () => openTab(browser, 'me', () => changes));
        for (const one of steps) {
          if (one.does === 'change') changes.push(browser.change());
          else if (one.does === 'settle') await Promise.resolve();
          else tabs[one.tab]?.[one.does]();
        }
        for (const tab of tabs) tab.follow();
        await Promise.resolve();
        for (const tab of tabs) expect(tab.seen).toEqual(new Set(changes));
      }),
    );
  });
});
