import type { RunIntervention } from '../../../core/console-api/deletions/runs.ts';
import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';
import { formatLocal } from '../../ui/time/zoned-time.ts';
import classes from './receipt.module.css';

/** Who did what to a run after it was begun, and when. */
export function Interventions({ interventions }: { interventions: readonly RunIntervention[] }) {
  if (interventions.length === 0) return null;
  return (
    <ul className={classes.interventions} aria-label={m.interventions()}>
      {interventions.map((one) => (
        <li key={`${one.at} ${one.did}`}>
          {interventionText(one)},{' '}
          <time dateTime={new Date(one.at).toISOString()}>{formatLocal(one.at)}</time>
        </li>
      ))}
    </ul>
  );
}

function interventionText({ did, user_name: user, left_alone: leftAlone }: RunIntervention): string {
  switch (did) {
    case 'send-now':
      return m.did_send_now({ user });
    case 'go-on':
      return m.did_go_on({ user });
    case 'stop':
      return m.did_stop({ user });
    case 'take-over':
      return m.did_take_over({ user });
    case 'consent-anew':
      return m.did_consent_anew({ user });
    case 'change-rule':
      return m.schedule_did_change_rule({ user });
    case 'continue':
      return leftAlone
        ? m.use_continued_without({ user, count: leftAlone.length, shown: formatCount(leftAlone.length) })
        : m.did_continue({ user });
    default:
      return did satisfies never;
  }
}
