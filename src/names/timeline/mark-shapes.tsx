import classes from './timeline.module.css';

type Place = { x: number; y: number };

/** A version: its status says its colour and, for those who tell none apart, its shape. */
export function VersionDot({ status, x, y, radius }: Place & { status: string; radius: number }) {
  const circle = { cx: x, cy: y, r: radius };
  switch (status) {
    case 'published':
      return <circle {...circle} className={classes.good} />;
    case 'publishing':
    case 'building':
      return (
        <g className={classes.open}>
          <circle {...circle} className={classes.hollow} />
          <path d={`M ${x} ${y - radius} A ${radius} ${radius} 0 0 1 ${x} ${y + radius} Z`} />
        </g>
      );
    case 'failed':
    case 'building_failed':
      return (
        <g className={classes.bad}>
          <circle {...circle} className={classes.hollow} />
          <Strokes x={x} y={y} reach={radius * 0.5} />
        </g>
      );
    default:
      return <circle {...circle} className={`${classes.quiet} ${classes.hollow} ${classes.dashed}`} />;
  }
}

/** A deletion. */
export function Cross({ x, y }: Place) {
  return (
    <g className={classes.cross}>
      <Strokes x={x} y={y} reach={5} />
    </g>
  );
}

function Strokes({ x, y, reach }: Place & { reach: number }) {
  return (
    <path
      className={classes.strokes}
      d={`M ${x - reach} ${y - reach} L ${x + reach} ${y + reach} M ${x - reach} ${y + reach} L ${x + reach} ${y - reach}`}
    />
  );
}
