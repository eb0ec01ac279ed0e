import type { FreeOfName } from '../../store/free-tables.ts';
import { addSums, NO_SUM, sumOfOne } from './free-sum.ts';
import { type Holdable, isFree } from './is-free.ts';
import { isRanked, type NewestVersion } from './newest.ts';

/** Of a name without versions. */
export const NOTHING_FREE: FreeOfName = { all: NO_SUM, ranked: NO_SUM, copies: NO_SUM, incomparable: 0 };

/** The fields of a version that these sums are made of. */
export type FreeModel = Holdable & {
  model_version: string;
  model_size: number;
  detail: Readonly<Record<string, unknown>>;
};

/** The sums after versions came (`1`) or went (`-1`) that no service uses; copies are counted by `copies.ts`. Pure. */
export function freeWith(free: FreeOfName, models: readonly FreeModel[], sign: 1 | -1): FreeOfName {
  let { all, ranked, incomparable } = free;
  for (const model of models) {
    if (!isFree(model)) continue;
    const one = sumOfOne(model.model_size, sign);
    all = addSums(all, one);
    if (isRanked(model.model_version)) ranked = addSums(ranked, one);
    if (sourceOf(model) === '') incomparable += sign;
  }
  return { ...free, all, ranked, incomparable };
}

/** Where its files came from, where that and its size are known: of two with both the same, one is a copy. `''` otherwise. */
export function sourceOf({ model_size, detail }: Pick<FreeModel, 'model_size' | 'detail'>): string {
  const { source_location: source } = detail;
  return model_size > 0 && typeof source === 'string' ? source : '';
}

/** The newest of a name, as they are stored. */
export type StoredNewest = { newest: number[]; newest_free: (number | null)[] };

export function readStored({ newest, newest_free }: StoredNewest): NewestVersion[] {
  return newest.map((rank, place) => ({ rank, free: newest_free[place] ?? null }));
}

export function toStored(newest: readonly NewestVersion[]): StoredNewest {
  return { newest: newest.map(({ rank }) => rank), newest_free: newest.map(({ free }) => free) };
}
