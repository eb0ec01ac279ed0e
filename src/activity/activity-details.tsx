import { Anchor } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Activity } from '../../core/console-api/activity/activity.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { causeOf } from '../ui/errors/error-catalogue.ts';
import { formatCount, formatDuration, formatSize } from '../ui/text/format.ts';

/** How many versions and names a line spells out. */
const SHOWN = 5;

/** What else is known of an activity, in a quieter line; nothing where there is nothing. */
export function ActivityDetails({ activity }: { activity: Activity }) {
  const details = detailsOf(activity);
  return details.map((detail, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: what is known of an activity never changes
    <Fragment key={index}>
      {index > 0 && ' · '}
      {detail}
    </Fragment>
  ));
}

function detailsOf({ kind, count, facts }: Activity): ReactNode[] {
  const { versions = [], names = [], bytes = 0, codes = {}, deletion_id } = facts;
  const isService = kind === 'service-deployed' || kind === 'service-gone';
  const many = names.length > 0 && <Names names={names} count={facts.name_count ?? names.length} />;
  return [
    ...(count > 1 && versions.length > 0 ? [inShort(versions, count)] : []),
    ...(many && !isService ? [many] : []),
    ...(many && isService
      ? [
          <Fragment key="uses">
            {m.activity_uses({ names: '' }).trim()} {many}
          </Fragment>,
        ]
      : []),
    ...Object.keys(codes).map((code) =>
      [code, causeOf(code)?.replace(/[.。]$/, '')].filter(Boolean).join(' · '),
    ),
    ...(facts.dry_run_id === undefined ? [] : [versionsInWords(count)]),
    ...(bytes > 0 && kind !== 'refused'
      ? [kind === 'deleted' ? m.bytes_freed({ size: formatSize(bytes) }) : formatSize(bytes)]
      : []),
    ...(facts.schedule === undefined ? [] : [scheduleInWords(facts.schedule)]),
    ...(facts.note === undefined ? [] : [<bdi key="note">{facts.note}</bdi>]),
    ...aboutPeople(facts),
    ...(facts.dry_run_id === undefined
      ? []
      : [
          <Anchor
            key="list"
            component={Link}
            underline="always"
            to={paths.dryRun(facts.dry_run_id)}
            size="xs"
          >
            {m.schedule_look()}
          </Anchor>,
        ]),
    ...(deletion_id === undefined
      ? []
      : [
          <Anchor
            key="receipt"
            component={Link}
            underline="always"
            to={paths.deletion(deletion_id)}
            size="xs"
          >
            {m.activity_receipt()}
          </Anchor>,
        ]),
  ];
}

function versionsInWords(count: number): string {
  return m.schedule_versions_found({ count, shown: formatCount(count) });
}

function scheduleInWords(schedule: Activity['facts']['schedule']): string {
  if (!schedule) return m.schedule_none_any_more();
  const { cron, time_zone, is_on, is_unattended } = schedule;
  return [
    `${cron}, ${time_zone}`,
    ...(is_on ? [] : [m.schedule_is_off()]),
    ...(is_unattended ? [m.schedule_is_unattended()] : []),
  ].join(' · ');
}

function aboutPeople({
  by,
  project,
  role_before,
  role,
  access_key,
  grace_periods: grace,
}: Activity['facts']): string[] {
  return [
    ...(by === undefined ? [] : [by === 'api' ? m.activity_by_api() : m.activity_by_console()]),
    ...(role_before !== undefined && role !== undefined
      ? [m.activity_role_change({ before: role_before, role })]
      : role === undefined
        ? []
        : [role]),
    ...(project === undefined ? [] : [m.activity_in_project({ project })]),
    ...(access_key === undefined ? [] : [access_key]),
    ...(grace === undefined
      ? []
      : [
          m.activity_grace({
            one: formatDuration(grace.one_version * 1000),
            more: formatDuration(grace.more_versions * 1000),
          }),
        ]),
  ];
}

function inShort(words: readonly string[], count: number): string {
  const more = count - Math.min(words.length, SHOWN);
  const shown = words.slice(0, SHOWN).join(', ');
  return more > 0 ? `${shown} ${m.and_more({ count: formatCount(more) })}` : shown;
}

function Names({ names, count }: { names: readonly string[]; count: number }) {
  const shown = names.slice(0, SHOWN);
  const more = count - shown.length;
  return (
    <>
      {shown.map((name, index) => (
        <Fragment key={name}>
          {index > 0 && ', '}
          <Anchor component={Link} to={paths.name(name)} size="xs" c="inherit" underline="always">
            <bdi>{name}</bdi>
          </Anchor>
        </Fragment>
      ))}
      {more > 0 && ` ${m.and_more({ count: formatCount(more) })}`}
    </>
  );
}
