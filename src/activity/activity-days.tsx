import { Text, Title } from '@mantine/core';
import type { Activity } from '../../core/console-api/activity/activity.ts';
import { m } from '../messages/messages.js';
import { formatDate, kept, LOCALE } from '../ui/text/format.ts';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import { useServerNow } from '../ui/time/use-server-now.ts';
import classes from './activity.module.css';
import { ActivityDetails } from './activity-details.tsx';
import { ActivitySentence } from './activity-sentence.tsx';
import { byDay, type Day } from './days.ts';
import { KIND_LOOKS } from './kind-looks.ts';

/** How often it is looked whether another day has begun. In ms. */
const TICK_MS = 60_000;

/** What happened, by day. */
export function ActivityDays({ activities }: { activities: readonly Activity[] }) {
  const days = byDay(activities, useServerNow(TICK_MS));
  return days.map((day) => (
    <section key={day.date} className={classes.day} aria-labelledby={`day-${day.date}`}>
      <Title order={2} size="h6" className={classes.dayTitle} id={`day-${day.date}`}>
        {titleOf(day)}
      </Title>
      <ul className={classes.lines}>
        {day.activities.map((activity) => (
          <ActivityLine key={activity.activity_id} activity={activity} />
        ))}
      </ul>
    </section>
  ));
}

function titleOf({ called, activities }: Day): string {
  if (called === 'today') return m.activity_today();
  if (called === 'yesterday') return m.activity_yesterday();
  return formatDate(activities[0]?.at ?? 0);
}

function ActivityLine({ activity }: { activity: Activity }) {
  const { kind, at } = activity;
  const { icon: KindIcon, tone } = KIND_LOOKS[kind];
  return (
    <li className={classes.line}>
      <span className={`${classes.icon} ${classes[tone]}`} aria-hidden>
        <KindIcon size={16} stroke={1.8} />
      </span>
      <div className={classes.words}>
        <Text size="sm" component="p">
          <ActivitySentence activity={activity} />
        </Text>
        <Text size="xs" c="dimmed" component="p">
          <ActivityDetails activity={activity} />
        </Text>
      </div>
      <Text size="xs" c="dimmed" className={classes.time} component="span">
        <TimeStamp at={at} format={formatClock} tabIndex={0} />
      </Text>
    </li>
  );
}

/** 14:03: the day is told above. */
function formatClock(at: number): string {
  return clockFormat().format(at);
}

const clockFormat = kept(() => new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' }));
