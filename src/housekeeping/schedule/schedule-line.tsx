import { Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import type { SavedRule } from '../../../core/console-api/deletions/rules.ts';
import { m } from '../../messages/messages.js';
import classes from './schedule.module.css';
import { formatInZone, timesInWords } from './times-in-words.ts';

/** When a rule is asked by itself, in a line; nothing where it is not. */
export function ScheduleLine({ saved: { rule, next_run, scheduled_runs } }: { saved: SavedRule }) {
  const { schedule } = rule;
  if (!schedule) return null;
  const next = next_run
    ? m.schedule_next_at({ time: formatInZone(next_run.at, schedule.time_zone) })
    : undefined;
  return (
    <Text size="sm" component="div" className={classes.line}>
      <IconClock size={14} aria-hidden className={classes.icon} /> {timesInWords(schedule)}
      <Text component="span" size="sm" c="dimmed">
        {' · '}
        {next ?? m.schedule_is_off()}
      </Text>
      {schedule.unattended && (
        <>
          {' · '}
          <span className={classes.mark}>{m.schedule_is_unattended()}</span>
        </>
      )}
      {scheduled_runs[0]?.state === 'failed' && (
        <div className={classes.failed}>{m.schedule_last_failed()}</div>
      )}
    </Text>
  );
}
