/** A version that can be picked, as far as that matters. Size in bytes, 0 where it is not known. */
type Pickable = { model_size: number };

/** Which versions free so much, and what was left out for it. */
export type Picked<Version> = {
  picked: Version[];
  /** Older than the youngest that was picked, and not needed, as larger ones free enough. */
  smaller: Version[];
  /** Whether all of them together do not free so much. */
  isShort: boolean;
};

/**
 * Picks what frees at least so many bytes: of the oldest that do so together, the largest first, until it is enough. What has
 * no known size frees nothing that could be counted on, and is never picked.
 *
 * @param oldestFirst versions, the oldest first.
 * @param bytes more than 0.
 */
export function pickToFree<Version extends Pickable>(
  oldestFirst: readonly Version[],
  bytes: number,
): Picked<Version> {
  const sized = oldestFirst.filter(({ model_size }) => model_size > 0);
  const { enough: oldest, isShort } = until(sized, bytes);
  const { enough: picked } = until(
    oldest.toSorted((a, b) => b.model_size - a.model_size),
    bytes,
  );
  const chosen = new Set(picked);
  return { picked, smaller: oldest.filter((version) => !chosen.has(version)), isShort };
}

/** The first of them that are enough together. */
function until<Version extends Pickable>(versions: readonly Version[], bytes: number) {
  let sum = 0;
  const count = versions.findIndex(({ model_size }) => {
    sum += model_size;
    return sum >= bytes;
  });
  return count < 0
    ? { enough: [...versions], isShort: true }
    : { enough: versions.slice(0, count + 1), isShort: false };
}
