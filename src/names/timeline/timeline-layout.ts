/** What a timeline draws of a version: when it came (ms since the epoch), and its bytes. */
export type Point = { at: number; bytes: number };

/** Where a dot is, in px from the corner of its band; its radius says its bytes. */
export type Dot = { x: number; y: number; radius: number };

/** Where everything of a timeline is, in px. */
export type Layout = {
  dots: Dot[];
  /** Of the crosses, in the order of what was asked for. */
  crosses: number[];
  ticks: { x: number; at: number }[];
  /** How high the band of dots is. */
  height: number;
};

/** The radii of dots: that of nothing, and of the largest version. In px. */
const MIN_RADIUS = 3.5;
const MAX_RADIUS = 11;

/** Between two dots that would touch, and at the ends. In px. */
const GAP = 1.5;
const MARGIN = 24;

/** How far a dot may be moved from the middle before dots lie over each other. In px. */
const MAX_SHIFT = 56;

/** From the middle to both sides. In px. */
const SHIFTS = Array.from({ length: 2 * MAX_SHIFT + 1 }, (_, nth) =>
  nth % 2 === 0 ? nth / 2 : -(nth + 1) / 2,
);

/** How much smaller dots may become where they are many. */
const SCALES = [1, 0.8, 0.65, 0.5];
const LEAST_SCALE = 0.5;

/** What a date takes, with room on both sides. In px. */
const TICK_WIDTH = 130;

/**
 * Places versions by the time they came, and beside each other where they would touch, like bees.
 *
 * @param crosses the times of deletions, in ms since the epoch.
 * @param width in px.
 */
export function layOut(points: readonly Point[], crosses: readonly number[], width: number): Layout {
  const times = [...points.map((point) => point.at), ...crosses];
  const [start, end] = [Math.min(...times), Math.max(...times)];
  const place = placer(start, end, width);
  const largest = Math.max(1, ...points.map((point) => point.bytes));
  const wanted = points.map(({ at, bytes }) => ({ x: place(at), radius: radiusOf(bytes / largest) }));
  const dots = placeInRoom(wanted);
  const reach = Math.max(0, ...dots.map((dot) => Math.abs(dot.y) + dot.radius));
  const middle = Math.ceil(reach + GAP);
  return {
    dots: dots.map((dot) => ({ ...dot, y: dot.y + middle })),
    crosses: crosses.map(place),
    ticks: ticksOf(start, end, width).map((at) => ({ at, x: place(at) })),
    height: 2 * middle,
  };
}

/** By area, as eyes compare dots. */
function radiusOf(share: number): number {
  return MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * Math.sqrt(share);
}

function placer(start: number, end: number, width: number): (at: number) => number {
  if (end <= start) return () => width / 2;
  return (at) => MARGIN + ((at - start) / (end - start)) * Math.max(width - 2 * MARGIN, 0);
}

/** Where there is no room for all dots, all are smaller; where not even that helps, some lie over each other. */
function placeInRoom(dots: readonly Omit<Dot, 'y'>[]): Dot[] {
  for (const scale of SCALES) {
    const placed = placeBeside(dots.map((dot) => ({ ...dot, radius: dot.radius * scale })));
    if (placed) return placed;
  }
  return dots.map((dot, nth) => ({
    ...dot,
    radius: dot.radius * LEAST_SCALE,
    y: ((nth * 7) % (2 * MAX_SHIFT)) - MAX_SHIFT,
  }));
}

/** Each dot as near to the middle as those before it leave room, `y` counted from there; undefined when there is none. */
function placeBeside(dots: readonly Omit<Dot, 'y'>[]): Dot[] | undefined {
  const inOrder = [...dots.entries()].sort(([, one], [, other]) => one.x - other.x);
  const placed = new Map<number, Dot>();
  for (const [index, dot] of inOrder) {
    const near = [...placed.values()].filter(({ x, radius }) => dot.x - x < radius + dot.radius + GAP);
    const y = SHIFTS.find((shift) =>
      near.every((other) => {
        const distance = Math.hypot(dot.x - other.x, shift - other.y);
        return distance >= dot.radius + other.radius + GAP;
      }),
    );
    if (y === undefined) return undefined;
    placed.set(index, { ...dot, y });
  }
  return dots.flatMap((_, index) => placed.get(index) ?? []);
}

/** So many times, evenly spread, as there is room for dates. */
function ticksOf(start: number, end: number, width: number): number[] {
  if (!Number.isFinite(start)) return [];
  if (end <= start) return [start];
  const count = Math.max(2, Math.min(6, Math.floor(width / TICK_WIDTH)));
  return Array.from({ length: count }, (_, nth) => start + ((end - start) * nth) / (count - 1));
}
