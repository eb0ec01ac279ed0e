import { expect, it } from 'vitest';
import { someAtOnce } from './some-at-once.ts';

it('keeps the order of the items, and no more under way than it may', async () => {
  let underWay = 0;
  let most = 0;
  const doubled = await someAtOnce([5, 1, 4, 2, 3], 2, async (item) => {
    underWay += 1;
    most = Math.max(most, underWay);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    underWay -= 1;
    return 2 * item;
  });
  expect(doubled).toEqual([10, 2, 8, 4, 6]);
  expect(most).toBe(2);
});

it('fails as a whole when a work fails', async () => {
  await expect(someAtOnce([1], 3, () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
});
