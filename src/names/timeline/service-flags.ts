import type { Mark } from './timeline-marks.ts';

/** A service that hangs on a version: where, down to where, and its name where there is room for it. */
export type Flag = { key: string; x: number; to: number; label?: string; isLeft: boolean };

/** About what a letter takes, and what a flag takes without a name. In px. */
const LETTER = 6.6;
const BARE = 12;

/** A name is cut after so many letters. */
const MAX_LETTERS = 24;

type Placed = { mark: Mark; x: number; y: number; radius: number };

/**
 * The services of versions as flags over their dots, with names as far as they meet no other flag; the newest first.
 *
 * @param placed in the order of time.
 * @param width of the drawing, in px.
 */
export function flagsOf(placed: readonly Placed[], width: number): Flag[] {
  const held = placed.toReversed().flatMap((place) => {
    const label = place.mark.kind === 'version' ? labelOf(place.mark.version.services) : undefined;
    return label === undefined ? [] : [{ ...place, label }];
  });
  let free = width;
  return held.map(({ mark, x, y, radius, label }, nth) => {
    const needed = label.length * LETTER + BARE;
    const next = held[nth + 1];
    const older = next?.x ?? 0;
    const flag = { key: mark.key, x, to: y - radius };
    if (x + needed <= free) {
      free = x - BARE;
      return { ...flag, label, isLeft: false };
    }
    const isRoomLeft = x + BARE / 2 <= free && x - needed >= Math.max(older, 0);
    // Beside each other, one name says it for all flags of a service.
    const bare = next?.label === label ? older + BARE / 2 : x - BARE;
    free = isRoomLeft ? x - needed : Math.min(free, bare);
    return isRoomLeft ? { ...flag, label, isLeft: true } : { ...flag, isLeft: false };
  });
}

/** The name of the first service, cut where it is long, and how many more there are. */
function labelOf(services: readonly { service_name: string }[]): string | undefined {
  const [first, ...others] = services;
  if (!first) return undefined;
  const { service_name: name } = first;
  const cut = name.length > MAX_LETTERS ? `${name.slice(0, MAX_LETTERS - 1)}…` : name;
  return others.length > 0 ? `${cut} +${others.length}` : cut;
}
