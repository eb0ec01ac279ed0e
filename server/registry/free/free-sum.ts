import type { FreeSum } from '../../store/free-tables.ts';

export const NO_SUM: FreeSum = { versions: 0, model_size: 0, unsized: 0 };

/** What one version adds to a sum. A size of 0 is one that the registry does not tell. */
export function sumOfOne(model_size: number, sign: 1 | -1 = 1): FreeSum {
  return { versions: sign, model_size: sign * model_size, unsized: model_size === 0 ? sign : 0 };
}

export function addSums(one: FreeSum, other: FreeSum, sign: 1 | -1 = 1): FreeSum {
  return {
    versions: one.versions + sign * other.versions,
    model_size: one.model_size + sign * other.model_size,
    unsized: one.unsized + sign * other.unsized,
  };
}

export function sumUp(sums: readonly FreeSum[]): FreeSum {
  return sums.reduce((sum, one) => addSums(sum, one), NO_SUM);
}

export function isNothing({ versions, model_size, unsized }: FreeSum): boolean {
  return versions === 0 && model_size === 0 && unsized === 0;
}
