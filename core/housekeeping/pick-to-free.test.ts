import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countCases } from '../testing/count-cases.ts';
import { pickToFree } from './pick-to-free.ts';

const versions = fc
  .array(fc.oneof(fc.nat(20), fc.constant(0)), { maxLength: 30 })
  .map((sizes) => sizes.map((model_size, age) => ({ model_size, age })));
const bytesOf = (some: readonly { model_size: number }[]) =>
  some.reduce((sum, { model_size }) => sum + model_size, 0);

it('picks what is enough, none of it in vain, of the oldest and of those the largest', () => {
  const count = countCases('short', 'smaller');
  fc.assert(
    fc.property(versions, fc.integer({ min: 1, max: 200 }), (oldestFirst, bytes) => {
      const { picked, smaller, isShort } = pickToFree(oldestFirst, bytes);
      const sized = oldestFirst.filter(({ model_size }) => model_size > 0);
      if (isShort) {
        count('short');
        expect(new Set(picked)).toEqual(new Set(sized));
        expect(bytesOf(sized)).toBeLessThan(bytes);
        return;
      }
      if (smaller.length > 0) count('smaller');
      expect(bytesOf(picked)).toBeGreaterThanOrEqual(bytes);
      // The smallest is needed, and so is the youngest of those that were looked at.
      expect(bytesOf(picked.slice(0, -1))).toBeLessThan(bytes);
      const looked = [...picked, ...smaller].toSorted((a, b) => a.age - b.age);
      expect(looked).toEqual(sized.slice(0, looked.length));
      expect(bytesOf(looked.slice(0, -1))).toBeLessThan(bytes);
      const least = Math.min(...picked.map(({ model_size }) => model_size));
      expect(smaller.every(({ model_size }) => model_size <= least)).toBe(true);
    }),
  );
});
