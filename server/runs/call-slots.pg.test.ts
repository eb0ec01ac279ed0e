import { expect, it } from 'vitest';
import { callSlots, type Release } from './call-slots.ts';

const ONGOING = new AbortController().signal;
const tick = () => new Promise((resolve) => setImmediate(resolve));

/** Takes turns, and notes who got one. */
function line(atOnce: number) {
  const slots = callSlots(atOnce);
  const begun: string[] = [];
  const releases: Release[] = [];
  const take = (person: string, signal = ONGOING, project = 'p') =>
    slots.take(project, person, signal).then((release) => {
      begun.push(person);
      releases.push(release);
    });
  return { take, begun, releases };
}

it('lets so many calls go at once, and the next when one is over', async () => {
  const { take, begun, releases } = line(2);
  for (const person of ['a', 'b', 'c']) void take(person);
  await tick();
  expect(begun).toEqual(['a', 'b']);
  releases[0]?.();
  await tick();
  expect(begun).toEqual(['a', 'b', 'c']);
});

it('lets whoever has fewer calls under way go first, whoever asked before', async () => {
  const { take, begun, releases } = line(2);
  for (const person of ['a', 'a', 'a', 'a', 'b']) void take(person);
  await tick();
  releases[0]?.();
  await tick();
  expect(begun).toEqual(['a', 'a', 'b']);
  releases[1]?.();
  await tick();
  expect(begun).toEqual(['a', 'a', 'b', 'a']);
});

it('counts each registry by itself', async () => {
  const { take, begun } = line(1);
  void take('a', ONGOING, 'p');
  void take('b', ONGOING, 'q');
  await tick();
  expect(begun).toEqual(['a', 'b']);
});

it('gives up a place in the line of what was stopped, and lets the others go on', async () => {
  const { take, begun, releases } = line(1);
  const stop = new AbortController();
  void take('a');
  const waiting = take('b', stop.signal);
  void take('c');
  await tick();
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  releases[0]?.();
  await tick();
  expect(begun).toEqual(['a', 'c']);
});

it('never lets more go than may, however turns come and go', async () => {
  const { take, begun, releases } = line(3);
  for (let nth = 0; nth < 50; nth += 1) void take(`person ${nth % 4}`);
  for (let over = 0; over < 50; over += 1) {
    await tick();
    expect(begun.length - over).toBeLessThanOrEqual(3);
    releases[over]?.();
  }
  await tick();
  expect(begun).toHaveLength(50);
});
