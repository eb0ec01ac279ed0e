import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { m } from '../../messages/messages.js';
import { formatSize } from '../../ui/text/format.ts';
import { formatDay, formatTick } from './format-day.ts';
import { type Growth, heightOf, layOut } from './growth-layout.ts';
import { GrowthLegend } from './growth-legend.tsx';
import classes from './plots.module.css';

/** Bytes over time, stacked by type. One point is chosen, by pointer or by arrow keys, and told below in words. */
export function GrowthPlot({ growth }: { growth: Growth }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const last = growth.points.length - 1;
  const [chosen, setChosen] = useState<number>();
  const place = Math.min(chosen ?? last, last);
  const point = growth.points[place];
  if (!point) return null;
  const layout = width > 0 ? layOut(growth, width) : undefined;
  const move = (event: KeyboardEvent) => {
    const to = MOVES[event.key]?.(place, last);
    if (to === undefined) return;
    event.preventDefault();
    setChosen(Math.min(Math.max(to, 0), last));
  };
  const choose = (event: PointerEvent<HTMLDivElement>) => {
    setChosen(layout?.pointAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  return (
    <>
      <div
        ref={ref}
        className={classes.growth}
        style={{ height: heightOf(growth) }}
        role="slider"
        tabIndex={0}
        aria-label={m.overview_growth_time()}
        aria-description={m.overview_growth_keys()}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={place}
        aria-valuetext={m.overview_growth_at({ day: formatDay(point.at), size: formatSize(point.total) })}
        onKeyDown={move}
        onPointerMove={choose}
        onPointerDown={choose}
        onPointerLeave={() => setChosen(undefined)}
      >
        {layout && (
          <GrowthShapes layout={layout} width={width} at={chosen === undefined ? undefined : point.at} />
        )}
      </div>
      <GrowthLegend layers={growth.layers} point={point} />
    </>
  );
}

/** What keys do: from one point to another. */
const MOVES: Record<string, (place: number, last: number) => number> = {
  ArrowLeft: (place) => place - 1,
  ArrowDown: (place) => place - 1,
  ArrowRight: (place) => place + 1,
  ArrowUp: (place) => place + 1,
  PageDown: (place) => place - 10,
  PageUp: (place) => place + 10,
  Home: () => 0,
  End: (_, last) => last,
};

/** What is drawn; `at` is the point that is chosen. */
function GrowthShapes(props: { layout: ReturnType<typeof layOut>; width: number; at: number | undefined }) {
  const { layout, at } = props;
  const { axis } = layout;
  return (
    <svg width={props.width} height={layout.height} aria-hidden className={classes.shapes}>
      {layout.bytes.map(({ value, y }) => (
        <g key={value}>
          <line className={classes.grid} x1={axis.left} x2={axis.right} y1={y} y2={y} />
          <text className={classes.tick} x={axis.left - 8} y={y} dy="0.32em" textAnchor="end">
            {formatSize(value)}
          </text>
        </g>
      ))}
      {layout.areas.map(({ layer, path }, place) => (
        <path key={layer} className={classes.area} data-layer={place} d={path} />
      ))}
      <line className={classes.axis} x1={axis.left} x2={axis.right} y1={axis.y} y2={axis.y} />
      {layout.marks.map((mark) => (
        <rect
          key={mark.x}
          className={classes.mark}
          data-sized={mark.isSized}
          x={mark.x}
          y={mark.y}
          width={mark.width}
          height={mark.height}
        />
      ))}
      {layout.marks.length > 0 && (
        <text className={classes.tick} x={axis.left - 8} y={axis.y + 22} textAnchor="end">
          {m.overview_growth_freed()}
        </text>
      )}
      {layout.times.map((tick) => (
        <text key={tick.at} className={classes.tick} x={tick.x} y={layout.height - 6} textAnchor="middle">
          {formatTick(tick.at)}
        </text>
      ))}
      {at !== undefined && (
        <line
          className={classes.chosen}
          x1={layout.xOf(at)}
          x2={layout.xOf(at)}
          y1={axis.top}
          y2={layout.height - 22}
        />
      )}
    </svg>
  );
}
