import { useMemo, useState } from 'react';
import { Link } from 'react-router-dom';
import { m } from '../../messages/messages.js';
import { formatDate } from '../../ui/text/format.ts';
import { Cross, VersionDot } from './mark-shapes.tsx';
import { flagsOf } from './service-flags.ts';
import classes from './timeline.module.css';
import { layOut } from './timeline-layout.ts';
import type { Mark } from './timeline-marks.ts';
import { useRoving } from './use-roving.ts';

/** How high each lane is, in px: services above the dots, deletions below them, and dates below those. */
const SERVICES = 34;
const DELETIONS = 28;
const DATES = 24;

/** Versions as dots, larger with their bytes, in the order of time; services hang on them, deletions are crosses. */
export function TimelinePlot({
  name,
  marks,
  width,
}: {
  name: string;
  marks: readonly Mark[];
  width: number;
}) {
  const plot = useMemo(() => plotOf(marks, width), [marks, width]);
  const roving = useRoving(marks.length);
  const [pointed, setPointed] = useState<string>();
  const shown = marks.find((mark) => mark.key === pointed);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: there is no element for a group of marks in a drawing */}
      <svg
        role="group"
        aria-label={m.name_timeline_of({ name })}
        width={width}
        height={plot.height}
        className={classes.plot}
        onKeyDown={roving.onKeyDown}
        onPointerLeave={() => setPointed(undefined)}
      >
        <Lines plot={plot} width={width} />
        {plot.flags.map((flag) => (
          <g key={flag.key} aria-hidden className={classes.flag}>
            <line x1={flag.x} x2={flag.x} y1={SERVICES - 14} y2={flag.to} />
            <rect x={flag.x - 3.5} y={SERVICES - 21} width={7} height={7} rx={1.5} />
            {flag.label !== undefined && (
              <text
                x={flag.x + (flag.isLeft ? -8 : 8)}
                y={SERVICES - 14}
                textAnchor={flag.isLeft ? 'end' : 'start'}
              >
                {flag.label}
              </text>
            )}
          </g>
        ))}
        {plot.placed.map(({ mark, x, y, radius }, place) => {
          const { onFocus, ...rove } = roving.markProps(place);
          return (
            <Link
              key={mark.key}
              to={mark.to}
              {...rove}
              aria-label={mark.words}
              className={classes.mark}
              onFocus={() => {
                onFocus();
                setPointed(mark.key);
              }}
              onBlur={() => setPointed(undefined)}
              onPointerEnter={() => setPointed(mark.key)}
            >
              <circle cx={x} cy={y} r={Math.max(radius + 4, 12)} className={classes.target} />
              <circle cx={x} cy={y} r={radius + 3} className={classes.ring} />
              {mark.kind === 'version' ? (
                <VersionDot status={mark.version.model_status} x={x} y={y} radius={radius} />
              ) : (
                <Cross x={x} y={y} />
              )}
            </Link>
          );
        })}
        <NotAsUsual plot={plot} />
      </svg>
      <p className={classes.caption} aria-hidden>
        {shown?.words ?? m.name_timeline_hint()}
      </p>
    </>
  );
}

type Plot = ReturnType<typeof plotOf>;

/** Drawn once more above all others: among many dots, the few that failed would lie beneath their neighbours. */
function NotAsUsual({ plot }: { plot: Plot }) {
  return (
    <g aria-hidden className={classes.above}>
      {plot.placed.map(({ mark, ...at }) =>
        mark.kind === 'version' && mark.version.model_status !== 'published' ? (
          <VersionDot key={mark.key} status={mark.version.model_status} {...at} />
        ) : null,
      )}
    </g>
  );
}

function Lines({ plot, width }: { plot: Plot; width: number }) {
  return (
    <g aria-hidden className={classes.lines}>
      {plot.hasDots && <line x1={0} x2={width} y1={plot.middle} y2={plot.middle} />}
      {plot.ticks.map(({ x, at }, nth) => {
        const date = formatDate(at);
        const before = plot.ticks[nth - 1];
        return (
          <g key={at}>
            <line x1={x} x2={x} y1={plot.height - DATES} y2={plot.height - DATES + 5} />
            {/* Within one day a date says nothing new. */}
            {(!before || formatDate(before.at) !== date) && (
              <text x={x} y={plot.height - 6} textAnchor={anchorAt(nth, plot.ticks.length)}>
                {date}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** The first date begins where its tick is, and the last one ends there, so that both are within the drawing. */
function anchorAt(nth: number, count: number): 'start' | 'middle' | 'end' {
  if (count === 1) return 'middle';
  if (nth === 0) return 'start';
  return nth === count - 1 ? 'end' : 'middle';
}

function plotOf(marks: readonly Mark[], width: number) {
  const versions = marks.filter((mark) => mark.kind === 'version');
  const deletions = marks.filter((mark) => mark.kind === 'deletion');
  const { dots, crosses, ticks, height } = layOut(
    versions.map(({ at, version }) => ({ at, bytes: version.model_size })),
    deletions.map(({ at }) => at),
    width,
  );
  const top = versions.some(({ version }) => version.services.length > 0) ? SERVICES : 0;
  const below = top + height;
  const places = new Map([
    ...versions.map((mark, nth) => {
      const { x = 0, y = 0, radius = 0 } = dots[nth] ?? {};
      return [mark.key, { x, y: top + y, radius }] as const;
    }),
    ...deletions.map(
      (mark, nth) => [mark.key, { x: crosses[nth] ?? 0, y: below + DELETIONS / 2, radius: 6 }] as const,
    ),
  ]);
  const placed = marks.flatMap((mark) => {
    const place = places.get(mark.key);
    return place ? [{ mark, ...place }] : [];
  });
  return {
    placed,
    ticks,
    hasDots: versions.length > 0,
    middle: top + height / 2,
    height: below + (deletions.length > 0 ? DELETIONS : 0) + DATES,
    flags: flagsOf(placed, width),
  };
}
