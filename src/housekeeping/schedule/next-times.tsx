import { Text } from '@mantine/core';
import { type Times, timesAfter } from '../../../core/housekeeping/schedule/schedule.ts';
import { m } from '../../messages/messages.js';
import { useServerNow } from '../../ui/time/use-server-now.ts';
import classes from './schedule.module.css';
import { formatInZone, timesInWords } from './times-in-words.ts';

/** As many times are shown. */
const SHOWN = 5;

/** How often it is looked whether the first of them is over. In ms. */
const TICK_MS = 30_000;

/** When a schedule comes: in words, and its next times by the clock of its zone. */
export function NextTimes({ times }: { times: Times }) {
  const now = useServerNow(TICK_MS);
  return (
    <div className={classes.preview}>
      <Text size="sm" fw={500} role="status">
        {timesInWords(times)}
      </Text>
      <ol className={classes.times} aria-label={m.schedule_next()}>
        {timesAfter(times, now, SHOWN).map((at) => (
          <li key={at}>
            <time dateTime={new Date(at).toISOString()}>{formatInZone(at, times.time_zone)}</time>
          </li>
        ))}
      </ol>
    </div>
  );
}
