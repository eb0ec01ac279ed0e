import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Plan } from '../../../core/deletion/plan.ts';
import { countToGo, isAllRefused } from '../../../core/deletion/plan-counts.ts';
import { serverNow } from '../../api/prefetch/server-clock.ts';
import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';
import classes from '../deletion.module.css';
import type { LookUpProgress } from '../planning/look-up.ts';
import { Consent } from './consent.tsx';
import { LaterFields } from './later-fields.tsx';
import { LookUpLine, takesAWhile } from './look-up-line.tsx';
import { inHours, USUAL_HOURS } from './start-time.ts';
import { WaysOn } from './ways-on.tsx';

/** Where the decision is made: what it means, the consent, and the buttons. */
export function ReviewFoot(props: {
  plan: Plan;
  /** The word that is to be typed, and what was; undefined where nothing has to be. */
  consent: { word: string; typed: string } | undefined;
  onType: (typed: string) => void;
  mayDelete: boolean;
  isChecking: boolean;
  /** How far the check is. */
  progress: LookUpProgress;
  onCancel: () => void;
  /** At once, or (`at`, ms since the epoch) later. */
  onDelete: (at?: number) => void;
  /** When it is to begin, as it was typed; undefined where it is at once, or cannot be otherwise. */
  later: string | undefined;
  /** Puts it off, or does not any more; undefined where it cannot be put off. */
  onLater: ((at: string | undefined) => void) | undefined;
}) {
  const { plan, consent, mayDelete, isChecking, onCancel, onDelete, later, onLater } = props;
  const [isTrying, setTrying] = useState(false);
  if (plan.affected.length === 0) {
    return (
      <div className={classes.foot}>
        <p className={classes.meaning}>{plan.protected ? m.protect_plan_nothing() : m.plan_keeps_all()}</p>
        <Button variant="default" onClick={onCancel} data-first-focus>
          {m.close()}
        </Button>
      </div>
    );
  }
  if (isAllRefused(plan) && !isTrying) {
    // With one version the consent to try is the click itself.
    const tryAnyway = consent ? () => setTrying(true) : () => onDelete();
    return (
      <div className={classes.foot}>
        <Button variant="default" onClick={onCancel} data-first-focus>
          {m.cancel()}
        </Button>
        <WaysOn plan={plan} isChecking={isChecking} onTry={tryAnyway} />
      </div>
    );
  }
  const count = countToGo(plan);
  const shown = formatCount(count);
  return (
    <div className={classes.foot}>
      <div className={classes.meaning}>
        {isChecking && takesAWhile(props.progress) ? (
          <LookUpLine {...props.progress} />
        ) : (
          m.cannot_be_undone()
        )}
      </div>
      {later !== undefined && onLater && <LaterFields at={later} onChange={onLater} />}
      {consent && <Consent {...consent} onType={props.onType} />}
      <Button variant="default" onClick={onCancel} data-first-focus={consent === undefined || undefined}>
        {m.cancel()}
      </Button>
      {onLater && (
        <Button
          variant="default"
          disabled={isChecking}
          aria-expanded={later !== undefined}
          onClick={() => onLater(later === undefined ? inHours(USUAL_HOURS, serverNow()) : undefined)}
        >
          {later === undefined ? m.delete_later() : m.delete_not_later()}
        </Button>
      )}
      <Button type="submit" color="red" disabled={!mayDelete} loading={isChecking}>
        {later === undefined ? m.delete_button({ count, shown }) : m.delete_later_button({ count, shown })}
      </Button>
    </div>
  );
}
