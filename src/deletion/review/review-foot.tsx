import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Plan } from '../../../core/deletion/plan.ts';
import { countToGo, isAllRefused } from '../../../core/deletion/plan-counts.ts';
import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';
import classes from '../deletion.module.css';
import { Consent } from './consent.tsx';
import { WaysOn } from './ways-on.tsx';

/** Where the decision is made: what it means, the consent, and the buttons. */
export function ReviewFoot(props: {
  plan: Plan;
  /** The word that is to be typed, and what was; undefined where nothing has to be. */
  consent: { word: string; typed: string } | undefined;
  onType: (typed: string) => void;
  mayDelete: boolean;
  isChecking: boolean;
  onCancel: () => void;
  onDelete: () => void;
}) {
  const { plan, consent, mayDelete, isChecking, onCancel, onDelete } = props;
  const [isTrying, setTrying] = useState(false);
  if (plan.affected.length === 0) {
    return (
      <div className={classes.foot}>
        <p className={classes.meaning}>{m.plan_keeps_all()}</p>
        <Button variant="default" onClick={onCancel} data-first-focus>
          {m.close()}
        </Button>
      </div>
    );
  }
  if (isAllRefused(plan) && !isTrying) {
    // With one version the consent to try is the click itself.
    const tryAnyway = consent ? () => setTrying(true) : onDelete;
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
  return (
    <div className={classes.foot}>
      <p className={classes.meaning}>{m.cannot_be_undone()}</p>
      {consent && <Consent {...consent} onType={props.onType} />}
      <Button variant="default" onClick={onCancel} data-first-focus={consent === undefined || undefined}>
        {m.cancel()}
      </Button>
      <Button type="submit" color="red" disabled={!mayDelete} loading={isChecking}>
        {m.delete_button({ count, shown: formatCount(count) })}
      </Button>
    </div>
  );
}
