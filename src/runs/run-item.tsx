import { Progress, Text } from '@mantine/core';
import { Link } from 'react-router-dom';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import { useServerNow } from '../ui/time/use-server-now.ts';
import { type CurrentRun, sectionOf, settledOf } from './current-runs.ts';
import { RunActions } from './run-actions.tsx';
import { namesOf, stateInWords } from './run-words.ts';
import classes from './runs.module.css';

/** How often a countdown is told anew. In ms. */
const TICK_MS = 500;

/** One run: what it is about, whose it is, where it is, and what can be done about it. */
export function RunItem(props: { run: CurrentRun; mayDelete: boolean; onLeave?: () => void }) {
  const { run: one, mayDelete, onLeave } = props;
  const { phase } = one.run;
  const names = namesOf(one);
  const section = sectionOf(phase);
  return (
    <li className={classes.item} aria-label={names} data-run={one.deletion_id}>
      <div className={classes.head}>
        <Link
          to={paths.deletion(one.deletion_id)}
          className={classes.names}
          title={one.model_names.join(', ')}
          {...(onLeave && { onClick: onLeave })}
        >
          <bdi>{names}</bdi>
        </Link>
        <span className={classes.who}>
          <bdi>{one.run.operator}</bdi> · <TimeStamp at={one.created_at} />
        </span>
      </div>
      <Text size="xs" className={classes[section]}>
        {phase === 'held' ? <HeldInWords run={one} /> : stateInWords(one, 0)}
      </Text>
      {section === 'running' && (
        <Progress
          value={(100 * settledOf(one)) / Math.max(1, one.planned)}
          size={4}
          aria-label={m.run_progress({ names })}
        />
      )}
      {mayDelete && <RunActions run={one} />}
    </li>
  );
}

/** Counts down to the moment that a run can be taken back until. */
function HeldInWords({ run }: { run: CurrentRun }) {
  return stateInWords(run, useServerNow(TICK_MS));
}
