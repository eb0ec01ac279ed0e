import { Button, TextInput } from '@mantine/core';
import { m } from '../../messages/messages.js';
import { formatDuration } from '../../ui/text/format.ts';
import { momentOf } from '../../ui/time/moment-of.ts';
import { useServerNow } from '../../ui/time/use-server-now.ts';
import classes from './later.module.css';
import { inHours, whyNotThen } from './start-time.ts';

/** How often it is said anew how far ahead the time is. In ms. */
const TICK_MS = 1_000;

/** Offered without a calendar. */
const HOURS = [1, 8, 24] as const;

/** When a deletion is to begin: at a moment, or in some hours, by the clock on the wall. */
export function LaterFields(props: { at: string; onChange: (at: string) => void }) {
  const { at, onChange } = props;
  const now = useServerNow(TICK_MS);
  const problem = whyNotThen(at, now);
  const moment = momentOf(at);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const span = moment === undefined || problem ? '' : formatDuration(moment - now);
  return (
    <fieldset className={classes.later}>
      <legend className={classes.legend}>{m.later_legend()}</legend>
      <TextInput
        type="datetime-local"
        label={m.later_at()}
        value={at}
        onChange={(event) => onChange(event.currentTarget.value)}
        description={m.later_zone({ zone: timeZone })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={problem}
        data-autofocus
      />
      <div className={classes.hours}>
        {HOURS.map((hours) => (
          <Button key={hours} size="xs" variant="default" onClick={() => onChange(inHours(hours, now))}>
            {m.later_in_hours({ count: hours })}
          </Button>
        ))}
      </div>
      <p className={classes.meaning} role="status">
        {span === '' ? '' : m.later_meaning({ span })}
      </p>
    </fieldset>
  );
}
