import { m } from '../../messages/messages.js';
import { statusWord } from '../../ui/model-status.tsx';
import { Cross, VersionDot } from './mark-shapes.tsx';
import classes from './timeline.module.css';
import type { Mark } from './timeline-marks.ts';

/** In px. */
const BOX = 14;
const MIDDLE = { x: BOX / 2, y: BOX / 2 };

/** What the shapes of a timeline mean, of those that there are. */
export function TimelineLegend({ marks }: { marks: readonly Mark[] }) {
  const versions = marks.flatMap((mark) => (mark.kind === 'version' ? mark.version : []));
  const statuses = [...new Set(versions.map((version) => version.model_status))];
  const hasDeletions = marks.some((mark) => mark.kind === 'deletion');
  return (
    <ul className={classes.legend} aria-hidden>
      {statuses.map((status) => (
        <li key={status}>
          <svg width={BOX} height={BOX} aria-hidden>
            <VersionDot status={status} {...MIDDLE} radius={5} />
          </svg>
          {statusWord(status)}
        </li>
      ))}
      {versions.some((version) => version.services.length > 0) && (
        <li>
          <svg width={BOX} height={BOX} aria-hidden className={classes.flag}>
            <rect x={MIDDLE.x - 3.5} y={MIDDLE.y - 3.5} width={7} height={7} rx={1.5} />
          </svg>
          {m.name_legend_service()}
        </li>
      )}
      {hasDeletions && (
        <li>
          <svg width={BOX} height={BOX} aria-hidden>
            <Cross {...MIDDLE} />
          </svg>
          {m.name_legend_deletion()}
        </li>
      )}
    </ul>
  );
}
