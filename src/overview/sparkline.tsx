import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import classes from './overview.module.css';

/** In px. */
const [WIDTH, HEIGHT, EDGE] = [96, 30, 3];

/** A small line for figures that are said in words beside it. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const x = scaleLinear()
    .domain([0, Math.max(1, values.length - 1)])
    .range([EDGE, WIDTH - EDGE]);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...values)])
    .range([HEIGHT - EDGE, EDGE]);
  const path = line<number>((_, place) => x(place), y)([...values]) ?? '';
  return (
    <svg
      className={classes.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden
    >
      <path d={path} />
      <circle cx={x(values.length - 1)} cy={y(values.at(-1) ?? 0)} r={2.5} />
    </svg>
  );
}
