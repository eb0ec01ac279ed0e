import { OUTCOMES, type OutcomeName } from '../../core/deletion/outcome.ts';
import { m } from '../messages/messages.js';
import { formatCount } from '../ui/text/format.ts';
import { countsInWords } from './receipt-text.ts';
import classes from './receipts.module.css';

/** The outcomes as one bar, each as wide as its share. */
export function OutcomeBar({ counts }: { counts: Record<OutcomeName, number> }) {
  const words = [m.count_deleted({ count: formatCount(counts.deleted) }), ...countsInWords(counts)].join(
    ', ',
  );
  return (
    <div className={classes.bar} role="img" aria-label={words} title={words}>
      {OUTCOMES.toReversed()
        .filter((outcome) => counts[outcome] > 0)
        .map((outcome) => (
          <span key={outcome} className={classes[outcome]} style={{ flexGrow: counts[outcome] }} />
        ))}
    </div>
  );
}
