import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, stack } from 'd3-shape';
import type { Overview } from '../../api/queries/models/overview.ts';

export type GrowthSpan = Overview['growth']['spans'][number];

/** As many types have a colour of their own, the largest; the others share one. */
const COLOURED = 5;

/** What the types that share a colour are told as. */
export const OTHERS = 'others';

/** What there was at the end of each span of what is there today: its bytes by layer, the largest layer first. */
export type Growth = {
  layers: string[];
  points: { at: number; bytes: number[]; total: number; span: GrowthSpan | undefined }[];
};

/** Adds spans up. The first point is the beginning of the first span, where there was nothing. Pure. */
export function addUp(spans: readonly GrowthSpan[]): Growth {
  const layers = layersOf(spans);
  const bytes = layers.map(() => 0);
  const [first] = spans;
  const points: Growth['points'] = first
    ? [{ at: first.from, bytes: [...bytes], total: 0, span: undefined }]
    : [];
  for (const span of spans) {
    for (const [type, { model_size }] of Object.entries(span.types)) {
      const layer = layers.includes(type) ? layers.indexOf(type) : layers.length - 1;
      bytes[layer] = (bytes[layer] ?? 0) + model_size;
    }
    const total = bytes.reduce((sum, size) => sum + size, 0);
    points.push({ at: span.to, bytes: [...bytes], total, span });
  }
  return { layers, points };
}

/** The types by their bytes in all; where they are more than have colours, the least of them as one. */
function layersOf(spans: readonly GrowthSpan[]): string[] {
  const totals = new Map<string, number>();
  for (const span of spans) {
    for (const [type, { model_size }] of Object.entries(span.types)) {
      totals.set(type, (totals.get(type) ?? 0) + model_size);
    }
  }
  const types = [...totals].sort(([, one], [, other]) => other - one).map(([type]) => type);
  return types.length <= COLOURED + 1 ? types : [...types.slice(0, COLOURED), OTHERS];
}

/** Where things are drawn, in px. */
const LEFT = 62;
const RIGHT = 8;
const TOP = 10;
/** The height of the areas, of the marks below their axis, where there are any, and of the ticks below all. */
const AREAS = 200;
const MARKS = 34;
const TICKS = 22;

/** The least height of a mark: a deletion that freed next to nothing is seen as well. In px. */
const LEAST_MARK = 3;

/** How much room a tick of time and one of bytes take, in px. */
const TICK_WIDTH = 84;
const TICK_HEIGHT = 50;

/** How high all of it is, which its width does not change. In px. */
export function heightOf({ points }: Growth): number {
  const hasMarks = points.some(({ span }) => span && span.deletions > 0);
  return TOP + AREAS + (hasMarks ? MARKS : 0) + TICKS;
}

/** Growth as shapes of an SVG so many px wide. Pure. */
export function layOut(growth: Growth, width: number) {
  const { layers, points } = growth;
  const x = scaleUtc()
    .domain([points.at(0)?.at ?? 0, points.at(-1)?.at ?? 1])
    .range([LEFT, Math.max(LEFT + 1, width - RIGHT)]);
  const highest = Math.max(1, ...points.map(({ total }) => total));
  const y = scaleLinear()
    .domain([0, highest])
    .nice(AREAS / TICK_HEIGHT)
    .range([TOP + AREAS, TOP]);
  const stacked = stack<undefined, Growth['points'][number], number>()
    .keys(layers.map((_, place) => place))
    .value(({ bytes }, place) => bytes[place] ?? 0)(points);
  const shape = area<{ at: number; low: number; high: number }>()
    .x(({ at }) => x(at))
    .y0(({ low }) => y(low))
    .y1(({ high }) => y(high));
  return {
    areas: stacked.map((layer) => ({
      layer: layers[layer.key] ?? OTHERS,
      path: shape(layer.map((edge) => ({ at: edge.data.at, low: edge[0], high: edge[1] }))) ?? '',
    })),
    bytes: y.ticks(AREAS / TICK_HEIGHT).map((value) => ({ value, y: y(value) })),
    times: x
      .ticks(Math.max(2, Math.floor((width - LEFT - RIGHT) / TICK_WIDTH)))
      .map((at) => ({ at: at.getTime(), x: x(at) })),
    marks: marksOf(points, x),
    axis: { left: LEFT, right: Math.max(LEFT + 1, width - RIGHT), top: TOP, y: TOP + AREAS },
    height: heightOf(growth),
    xOf: (at: number) => x(at),
    /** The point that is nearest to a place, by its index. */
    pointAt: (place: number) => nearest(points, x.invert(place).getTime()),
  };
}

function marksOf(points: Growth['points'], x: (at: number) => number) {
  const spans = points.flatMap(({ span }) => (span && span.deletions > 0 ? [span] : []));
  const most = Math.max(1, ...spans.map(({ freed }) => freed));
  return spans.map((span) => {
    const [from, to] = [x(span.from), x(span.to)];
    const height = Math.max(LEAST_MARK, (span.freed / most) * (MARKS - 6));
    const width = Math.max(2, to - from - 1);
    return { x: from, width, height, y: TOP + AREAS + 3, isSized: span.unsized < span.deletions };
  });
}

function nearest(points: Growth['points'], at: number): number {
  const distances = points.map((point) => Math.abs(point.at - at));
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}
