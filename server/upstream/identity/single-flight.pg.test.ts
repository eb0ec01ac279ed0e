import { expect, it } from 'vitest';
import { singleFlight } from './single-flight.ts';

/** Runs that the test ends, in the order they began. */
function controlledRuns() {
  const runs: PromiseWithResolvers<string>[] = [];
  const begin = () => {
    const run = Promise.withResolvers<string>();
    runs.push(run);
    return run.promise;
  };
  return { runs, call: singleFlight((key: string) => key, begin) };
}

it('gives all calls for a key the result of the run in flight, and later ones that of another', async () => {
  const { runs, call } = controlledRuns();
  const shared = [call('a'), call('a')];
  expect(runs.length).toBe(1);
  runs[0]?.resolve('first');
  expect(await Promise.all(shared)).toEqual(['first', 'first']);
  const later = call('a');
  expect(runs.length).toBe(2);
  runs[1]?.resolve('second');
  expect(await later).toBe('second');
});

it('runs different keys beside each other', async () => {
  const { runs, call } = controlledRuns();
  const both = [call('a'), call('b')];
  expect(runs.length).toBe(2);
  runs[1]?.resolve('b');
  runs[0]?.resolve('a');
  expect(await Promise.all(both)).toEqual(['a', 'b']);
});

it('lets all calls of a run that fails fail, and runs for the next', async () => {
  const { runs, call } = controlledRuns();
  const shared = [call('a'), call('a')];
  runs[0]?.reject(new Error('refused'));
  expect((await Promise.allSettled(shared)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = call('a');
  expect(runs.length).toBe(2);
  runs[1]?.resolve('renewed');
  expect(await next).toBe('renewed');
});
