import {
  IconAlertOctagon,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleX,
  IconGhost2,
  IconHelpCircle,
} from '@tabler/icons-react';
import type { OutcomeName } from '../../core/deletion/outcome.ts';
import { m } from '../messages/messages.js';
import classes from '../ui/ui.module.css';

/** What a row can have become; `unexpected` ones were not in the plan. */
type Shown = OutcomeName | 'unexpected';

/** The word for an outcome. */
export function outcomeWord(outcome: Shown): string {
  switch (outcome) {
    case 'deleted':
      return m.outcome_deleted();
    case 'failed':
      return m.outcome_failed();
    case 'still-there':
      return m.outcome_still_there();
    case 'left':
      return m.outcome_left();
    case 'gone':
      return m.outcome_gone();
    case 'unknown':
      return m.outcome_unknown();
    case 'unexpected':
      return m.outcome_unexpected();
    default:
      return outcome satisfies never;
  }
}

/** What became of a version: icon and word. */
export function OutcomeMark({ outcome }: { outcome: Shown }) {
  const { icon: Icon, tone } = LOOKS[outcome];
  return (
    <span className={`${classes.status} ${classes[tone]}`}>
      <Icon size={15} aria-hidden /> {outcomeWord(outcome)}
    </span>
  );
}

const LOOKS = {
  deleted: { icon: IconCircleCheck, tone: 'good' },
  failed: { icon: IconCircleX, tone: 'bad' },
  'still-there': { icon: IconCircleHalf2, tone: 'bad' },
  left: { icon: IconCircleDashed, tone: 'quiet' },
  gone: { icon: IconGhost2, tone: 'quiet' },
  unknown: { icon: IconHelpCircle, tone: 'open' },
  unexpected: { icon: IconAlertOctagon, tone: 'bad' },
} as const;
