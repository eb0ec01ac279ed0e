/** An open name: which of the names it is (from 0), and how many lines are under it. */
export type OpenName = { name: number; lines: number };

/** What a line shows: a name, or what is in a place (from 0) under it. */
export type Spot = { name: number; place?: number };

/** The lines of one name in a stretch of the list: its own, and those from one place to another under it. */
export type NameStretch = { name: number; hasOwnLine: boolean; places?: { from: number; to: number } };

/** Where each line of the list stands, without a list of them: it holds one entry for each open name. */
export type TreeLayout = {
  /** How many lines there are. */
  length: number;
  /** What the line at an index shows; undefined beyond the list. */
  spotAt: (index: number) => Spot | undefined;
  /** At which index a spot is; it must be in the list. */
  indexOf: (spot: Spot) => number;
  /** How many lines are under a name: none when it is closed. */
  linesUnder: (name: number) => number;
  /** The lines from one index to another, both included, name by name. */
  stretches: (from: number, to: number) => NameStretch[];
};

/** Lays names out under one another, and under each open one its lines. Everything is found by halving. */
export function layOut(names: number, open: readonly OpenName[]): TreeLayout {
  let total = 0;
  const opened = open
    .toSorted((a, b) => a.name - b.name)
    .map(({ name, lines }) => {
      const index = name + total;
      total += lines;
      return { name, lines, index };
    });
  const length = names + total;

  const spotAt = (index: number): Spot | undefined => {
    if (index < 0 || index >= length) return undefined;
    const above = lastWhere(opened, (one) => one.index <= index);
    if (!above) return { name: index };
    const below = index - above.index;
    if (below === 0) return { name: above.name };
    return below <= above.lines
      ? { name: above.name, place: below - 1 }
      : { name: above.name + below - above.lines };
  };

  const indexOf = ({ name, place }: Spot): number => {
    const above = lastWhere(opened, (one) => one.name < name);
    const own = above ? above.index + above.lines + name - above.name : name;
    return place === undefined ? own : own + 1 + place;
  };

  const linesUnder = (name: number): number => {
    const found = lastWhere(opened, (one) => one.name <= name);
    return found?.name === name ? found.lines : 0;
  };

  const stretches = (from: number, to: number): NameStretch[] => {
    const found: NameStretch[] = [];
    const last = Math.min(to, length - 1);
    let index = Math.max(from, 0);
    while (index <= last) {
      const { name, place } = spotAt(index) ?? { name: 0 };
      const end = indexOf({ name }) + linesUnder(name);
      const first = place ?? 0;
      const lines = Math.min(end, last) - index + (place === undefined ? 0 : 1);
      const places = lines > 0 && { places: { from: first, to: first + lines - 1 } };
      found.push({ name, hasOwnLine: place === undefined, ...places });
      index = end + 1;
    }
    return found;
  };

  return { length, spotAt, indexOf, linesUnder, stretches };
}

/** The last of them for which something is true, when it is true for all before it. */
function lastWhere<T>(sorted: readonly T[], isTrue: (one: T) => boolean): T | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = sorted[middle];
    if (one !== undefined && isTrue(one)) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1];
}
