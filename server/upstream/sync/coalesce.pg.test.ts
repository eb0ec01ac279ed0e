import { expect, it } from 'vitest';
import { coalesce } from './coalesce.ts';

/** Runs that end when the test says so, each by its own promise, in the order they began. */
function controlledRuns() {
  const begun: { key: string; end: () => void; fail: (error: Error) => void }[] = [];
  const run = (key: string) =>
    new Promise<void>((resolve, reject) => {
      begun.push({ key, end: resolve, fail: reject });
    });
  const nth = (index: number) => {
    const found = begun[index];
    if (!found) throw new Error(`Only ${begun.length} runs have begun.`);
    return found;
  };
  return { run, nth, keys: () => begun.map(({ key }) => key) };
}

const asIs = (key: string) => key;

/** Until everything that is resolved by now has been told to whoever awaits it. */
const afterMicrotasks = () => new Promise((resolve) => setImmediate(resolve));

it('runs once for one call', async () => {
  const runs = controlledRuns();
  const done = coalesce(asIs, runs.run)('a');
  runs.nth(0).end();
  await done;
  expect(runs.keys()).toEqual(['a']);
});

it('runs once more, after the run in flight, for all calls that came meanwhile', async () => {
  const runs = controlledRuns();
  const call = coalesce(asIs, runs.run);
  const first = call('a');
  await Promise.all([call('a'), call('a'), call('a')]);
  expect(runs.keys()).toEqual(['a']);
  runs.nth(0).end();
  await afterMicrotasks();
  expect(runs.keys()).toEqual(['a', 'a']);
  runs.nth(1).end();
  await first;
  expect(runs.keys()).toEqual(['a', 'a']);
});

it('runs again for a call that comes during the re-run', async () => {
  const runs = controlledRuns();
  const call = coalesce(asIs, runs.run);
  const first = call('a');
  await call('a');
  runs.nth(0).end();
  await afterMicrotasks();
  await call('a');
  runs.nth(1).end();
  await afterMicrotasks();
  runs.nth(2).end();
  await first;
  expect(runs.keys()).toEqual(['a', 'a', 'a']);
});

it('begins anew for a call that comes when nothing is in flight any more', async () => {
  const runs = controlledRuns();
  const call = coalesce(asIs, runs.run);
  const first = call('a');
  runs.nth(0).end();
  await first;
  const second = call('a');
  expect(runs.keys()).toEqual(['a', 'a']);
  runs.nth(1).end();
  await second;
});

it('runs different keys beside each other', async () => {
  const runs = controlledRuns();
  const call = coalesce(asIs, runs.run);
  const both = [call('a'), call('b')];
  expect(runs.keys()).toEqual(['a', 'b']);
  runs.nth(1).end();
  await both[1];
  runs.nth(0).end();
  await both[0];
});

it('throws what its run throws, and runs for the next call all the same', async () => {
  const runs = controlledRuns();
  const call = coalesce(asIs, runs.run);
  const first = call('a');
  runs.nth(0).fail(new Error('first'));
  await expect(first).rejects.toThrow('first');
  const second = call('a');
  runs.nth(1).end();
  await second;
  expect(runs.keys()).toEqual(['a', 'a']);
});

it('runs again although the run in flight failed, and throws what the last one threw', async () => {
  const runs = controlledRuns();
  const call = coalesce(asIs, runs.run);
  const recovered = call('a');
  await call('a');
  runs.nth(0).fail(new Error('first'));
  await afterMicrotasks();
  runs.nth(1).end();
  await expect(recovered).resolves.toBeUndefined();

  const failed = call('b');
  await call('b');
  runs.nth(2).fail(new Error('first'));
  await afterMicrotasks();
  runs.nth(3).fail(new Error('second'));
  await expect(failed).rejects.toThrow('second');
});
