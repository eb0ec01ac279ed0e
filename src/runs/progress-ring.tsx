import classes from './runs.module.css';

/** Of the ring, in units of its own picture. */
const RADIUS = 6.5;
const ROUND = 2 * Math.PI * RADIUS;

/** How far something is, as a ring that fills. `share` from 0 to 1. */
export function ProgressRing({ share, isNeeding }: { share: number; isNeeding: boolean }) {
  return (
    <svg width={18} height={18} viewBox="0 0 18 18" className={classes.ring} aria-hidden>
      <circle cx={9} cy={9} r={RADIUS} className={classes.ringTrack} />
      <circle
        cx={9}
        cy={9}
        r={RADIUS}
        className={classes.ringFill}
        strokeDasharray={`${share * ROUND} ${ROUND}`}
        transform="rotate(-90 9 9)"
      />
      {isNeeding && <path d="M9 5.6v4.2M9 12v.1" className={classes.ringMark} />}
    </svg>
  );
}
