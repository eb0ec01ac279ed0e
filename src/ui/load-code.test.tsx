import { render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lazyExtra, loadCode, NoCodeError } from './load-code.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const Mark = () => <p>the mark</p>;

/** Code that a gateway gives which is away for the first so many times. */
const comesAfter = (failures: number) => {
  let asked = 0;
  return vi.fn(async () => {
    asked += 1;
    if (asked <= failures) throw new TypeError('Failed to fetch dynamically imported module');
    return { Mark };
  });
};

it('asks for code several times, and then says that it did not come', async () => {
  const [soon, late] = [comesAfter(4), comesAfter(5)];
  const loaded = Promise.allSettled([loadCode(soon), loadCode(late)]);
  await vi.runAllTimersAsync();
  const [first, second] = await loaded;
  expect(first).toEqual({ status: 'fulfilled', value: { Mark } });
  expect(second).toMatchObject({ status: 'rejected', reason: expect.any(NoCodeError) });
});

it('leaves a page as it is while what only adds to it does not come', async () => {
  const Late = lazyExtra(comesAfter(12), 'Mark');
  render(
    <Suspense fallback={<p>without it</p>}>
      <Late />
    </Suspense>,
  );
  await vi.advanceTimersByTimeAsync(5_000);
  expect(screen.getByText('without it')).toBeTruthy();
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect(await screen.findByText('the mark')).toBeTruthy();
});
