import { normalId } from '../../../../core/contract/id.ts';

/** Something that a remote registry lists, with what nothing else there may have as well: a name, or a name and version. */
type Placed = { id: string; place: string };

/** What has to be done so that rows are stored as they are listed. */
export type Placing<Row> = {
  /** Not stored so far, or stored in another place. */
  added: Row[];
  /** Stored in their place. */
  kept: Row[];
  /** Ids that are stored and make room. */
  removed: string[];
  /** Listed in a place that another row has. */
  duplicates: Row[];
};

/**
 * Finds a place for each row. Of two rows in one place, the one that is stored there and is still listed stays; else the
 * first that is listed. What is stored in a place and was not listed yet makes room: it may be gone. So does a row of which
 * the id comes in another case now.
 *
 * @param rows as they are listed, each id once.
 * @param stored what the copy has of their ids, and in their places.
 * @param isListed whether an id was listed before these rows.
 */
export function placeRows<Row extends Placed>(
  rows: readonly Row[],
  stored: readonly Placed[],
  isListed: (id: string) => boolean,
): Placing<Row> {
  const placeOf = new Map(stored.map(({ id, place }) => [id, place]));
  const ids = new Set(rows.map(({ id }) => normalId(id)));
  const kept = rows.filter(({ id, place }) => placeOf.get(id) === place);
  const taken = new Set(kept.map(({ place }) => place));
  for (const { id, place } of stored) if (!ids.has(normalId(id)) && isListed(id)) taken.add(place);

  const [added, duplicates]: [Row[], Row[]] = [[], []];
  for (const row of rows) {
    if (placeOf.get(row.id) === row.place) continue;
    (taken.has(row.place) ? duplicates : added).push(row);
    taken.add(row.place);
  }
  const staying = new Set(kept.map(({ id }) => id));
  const wanted = new Set(added.map(({ place }) => place));
  const removed = stored.filter(({ id, place }) =>
    ids.has(normalId(id)) ? !staying.has(id) : wanted.has(place),
  );
  return { added, kept, duplicates, removed: removed.map(({ id }) => id) };
}
