import { NumberInput, Switch, Text } from '@mantine/core';
import { MAX_QUIET_MINUTES, MIN_QUIET_MINUTES } from '../../../core/housekeeping/schedule/schedule.ts';
import { m } from '../../messages/messages.js';
import { useIsMirrored, useUserName } from '../../session/session-hooks.ts';
import classes from './schedule.module.css';
import { bytesOf, gigabytesOf, MOST_VERSIONS, type ScheduleDraft } from './schedule-draft.ts';

/** The switch by which a rule deletes without a person, with what that means, and its limits. */
export function UnattendedPart(props: {
  draft: ScheduleDraft;
  onChange: (draft: ScheduleDraft) => void;
  operator: string | undefined;
}) {
  const { draft, onChange, operator } = props;
  const isMirrored = useIsMirrored();
  return (
    <div className={classes.unattended} data-on={draft.isUnattended}>
      <Switch
        size="sm"
        color="red"
        label={m.schedule_unattended()}
        description={isMirrored ? m.schedule_unattended_remote() : m.schedule_unattended_help()}
        // What a file says may be switched off.
        disabled={isMirrored && !draft.isUnattended}
        checked={draft.isUnattended}
        onChange={(event) => onChange({ ...draft, isUnattended: event.currentTarget.checked })}
      />
      {draft.isUnattended && (
        <>
          <div className={classes.limits}>
            <Limit
              label={m.schedule_most_versions()}
              value={draft.mostVersions}
              most={MOST_VERSIONS}
              onChange={(mostVersions) => onChange({ ...draft, mostVersions })}
            />
            <Limit
              label={m.schedule_most_gigabytes()}
              value={gigabytesOf(draft.mostBytes)}
              isDecimal
              onChange={(gigabytes) => onChange({ ...draft, mostBytes: bytesOf(gigabytes) })}
            />
            <Limit
              label={m.schedule_quiet_minutes()}
              value={draft.quietMinutes}
              least={MIN_QUIET_MINUTES}
              most={MAX_QUIET_MINUTES}
              onChange={(quietMinutes) => onChange({ ...draft, quietMinutes })}
            />
          </div>
          <Text size="xs" c="dimmed">
            {m.schedule_most_bytes_help()}
          </Text>
          <InWhoseName operator={operator} />
        </>
      )}
    </div>
  );
}

function InWhoseName({ operator }: { operator: string | undefined }) {
  const me = useUserName();
  const isOthers = operator !== undefined && operator !== me;
  return (
    <Text size="sm" fw={500}>
      <bdi>{isOthers ? m.schedule_unattended_by({ user: operator }) : m.schedule_unattended_yours()}</bdi>
    </Text>
  );
}

function Limit(props: {
  label: string;
  value: number;
  least?: number;
  most?: number;
  isDecimal?: boolean;
  onChange: (value: number) => void;
}) {
  const { label, value, least = 1, most = Number.MAX_SAFE_INTEGER, isDecimal = false, onChange } = props;
  const isWrong = isDecimal ? value <= 0 : value < least || value > most;
  return (
    <NumberInput
      size="xs"
      label={label}
      allowDecimal={isDecimal}
      allowNegative={false}
      decimalScale={9}
      max={most}
      value={value === 0 ? '' : value}
      error={isWrong}
      onChange={(written) => onChange(Number(written) || 0)}
    />
  );
}
