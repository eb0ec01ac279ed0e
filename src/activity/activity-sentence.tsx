import { Anchor } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Activity } from '../../core/console-api/activity/activity.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { formatCount } from '../ui/text/format.ts';

/** Stand in a sentence for who did it and to what; no text from outside has them. */
const WHO = '\uE000';
const WHAT = '\uE001';
const NAME = '\uE002';

/** What happened, in words, with ways to what it was done to. */
export function ActivitySentence({ activity }: { activity: Activity }) {
  const { actor, subject } = activity;
  const parts: Record<string, ReactNode> = {
    [WHO]: (
      <strong>
        <bdi>{actor}</bdi>
      </strong>
    ),
    [NAME]: <SubjectLink activity={activity}>{subject}</SubjectLink>,
  };
  return <>{pieces(sentenceOf(activity).replace(WHAT, whatOf(activity)), parts)}</>;
}

function pieces(text: string, parts: Record<string, ReactNode>): ReactNode[] {
  return text.split(/([\uE000-\uE002])/).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of one sentence stay where they are
    <Fragment key={index}>{parts[piece] ?? piece}</Fragment>
  ));
}

function sentenceOf({ kind, actor, subject, facts }: Activity): string {
  const both = { who: WHO, what: WHAT };
  const isSeen = actor === '';
  switch (kind) {
    case 'created':
      return isSeen ? m.activity_seen_created(both) : m.activity_created(both);
    case 'imported':
      if (facts.is_seen) return m.activity_first_seen(both);
      return isSeen ? m.activity_imported_by_nobody(both) : m.activity_imported(both);
    case 'deleted':
      if (facts.is_unplanned) return m.activity_unplanned(both);
      return isSeen ? m.activity_seen_deleted(both) : m.activity_deleted(both);
    case 'refused':
      return m.activity_refused(both);
    case 'contradicted':
      return m.activity_contradicted(both);
    case 'service-deployed':
      if (subject === '') return m.activity_seen_created(both);
      return isSeen ? m.activity_seen_service_deployed(both) : m.activity_service_deployed(both);
    case 'service-gone':
      if (subject === '') return m.activity_seen_deleted(both);
      return isSeen ? m.activity_seen_service_gone(both) : m.activity_service_gone(both);
    case 'sessions-ended':
      return facts.by === undefined ? m.activity_sessions_ended(both) : m.activity_signed_out(both);
    default:
      return OF_PEOPLE_AND_SETTINGS[kind](both);
  }
}

const OF_PEOPLE_AND_SETTINGS = {
  'signed-in': m.activity_signed_in,
  'user-added': m.activity_user_added,
  'user-role-set': m.activity_user_role_set,
  'user-password-set': m.activity_user_password_set,
  'user-removed': m.activity_user_removed,
  'key-made': m.activity_key_made,
  'key-removed': m.activity_key_removed,
  'secret-changed': m.activity_secret_changed,
  'settings-changed': m.activity_settings_changed,
  'webhook-added': m.activity_webhook_added,
  'webhook-changed': m.activity_webhook_changed,
  'webhook-removed': m.activity_webhook_removed,
  protected: m.activity_protected,
  'protection-lifted': m.activity_protection_lifted,
  'rule-added': m.activity_rule_added,
  'rule-changed': m.activity_rule_changed,
  'rule-removed': m.activity_rule_removed,
  excluded: m.activity_excluded,
  included: m.activity_included,
  'schedule-set': m.activity_schedule_set,
  'proposal-made': m.activity_proposal_made,
  'proposal-declined': m.activity_proposal_declined,
  'proposal-consented': m.activity_proposal_consented,
  'unattended-run': m.activity_unattended_run,
};

const OF_VERSIONS: ReadonlySet<Activity['kind']> = new Set([
  'created',
  'imported',
  'deleted',
  'refused',
  'contradicted',
  'protected',
  'protection-lifted',
  'excluded',
  'included',
]);

const OF_NAMES: ReadonlySet<Activity['kind']> = new Set([
  'protected',
  'protection-lifted',
  'excluded',
  'included',
]);

/** `pose 1.0.0`, `3 versions of pose`, `30 versions of 21 names`, or another thing by its name. */
function whatOf({ kind, subject, count, facts }: Activity): string {
  const shown = formatCount(count);
  if (!OF_VERSIONS.has(kind)) return subject === '' ? m.activity_several_services({ count, shown }) : NAME;
  const [version] = facts.versions ?? [];
  // A name that is protected is so as a whole.
  if (version === undefined && OF_NAMES.has(kind)) return NAME;
  if (subject !== '') {
    return count === 1 && version !== undefined
      ? `${NAME} ${version}`
      : m.activity_versions_of({ count, shown, name: NAME });
  }
  const versions = m.count_versions({ count, shown });
  const names = facts.name_count;
  if (names === undefined) return versions;
  return m.activity_of_names({ versions, names: m.count_names({ count: names, shown: formatCount(names) }) });
}

function SubjectLink({ activity: { kind, facts }, children }: { activity: Activity; children: string }) {
  const to = OF_VERSIONS.has(kind)
    ? paths.name(children)
    : facts.service_id !== undefined
      ? paths.service(facts.service_id)
      : facts.rule_id !== undefined
        ? paths.rule(facts.rule_id)
        : undefined;
  if (to === undefined) {
    return (
      <strong>
        <bdi>{children}</bdi>
      </strong>
    );
  }
  return (
    <Anchor component={Link} to={to} fw={600} size="sm">
      <bdi>{children}</bdi>
    </Anchor>
  );
}
