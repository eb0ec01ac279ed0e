import {
  IconAlertTriangle,
  IconBan,
  IconClockPause,
  IconHelpCircle,
  IconHourglassEmpty,
  IconShieldCheck,
  IconTrash,
} from '@tabler/icons-react';
import type { AffectedVersion } from '../../core/deletion/plan.ts';
import { m } from '../messages/messages.js';
import classes from '../ui/ui.module.css';

/** What is foreseen for a version: icon and words, never colour alone. */
export function VerdictMark({ version }: { version: AffectedVersion }) {
  const look = { size: 15, 'aria-hidden': true } as const;
  switch (version.verdict) {
    case 'delete':
      return (
        <span className={`${classes.status} ${classes.bad}`}>
          <IconTrash {...look} /> {m.verdict_delete()}
        </span>
      );
    case 'blocked':
      return (
        <span className={`${classes.status} ${classes.warn}`}>
          <IconBan {...look} /> {version.subscribed ? m.verdict_subscribed() : m.verdict_in_use()}
        </span>
      );
    case 'at-risk':
      return (
        <span className={`${classes.status} ${classes.warn}`}>
          <IconAlertTriangle {...look} /> {m.verdict_at_risk()}
        </span>
      );
    case 'unchecked':
      return (
        <span className={`${classes.status} ${classes.open}`}>
          <IconHelpCircle {...look} /> {m.verdict_unchecked()}
        </span>
      );
    case 'beyond-limit':
      return (
        <span className={`${classes.status} ${classes.quiet}`}>
          <IconClockPause {...look} /> {m.verdict_beyond_limit()}
        </span>
      );
    default:
      return version.verdict satisfies never;
  }
}

/** A version about which the registry is still being asked. */
export function BeingCheckedMark() {
  return (
    <span className={`${classes.status} ${classes.quiet}`}>
      <IconHourglassEmpty size={15} aria-hidden /> {m.verdict_being_checked()}
    </span>
  );
}

/** A version that is left out of the deletion. */
export function KeptPosition() {
  return (
    <span className={`${classes.status} ${classes.good}`}>
      <IconShieldCheck size={15} aria-hidden /> {m.verdict_kept()}
    </span>
  );
}
