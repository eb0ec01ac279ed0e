import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { ORDERS } from '../../../core/housekeeping/rule.ts';
import { m } from '../../messages/messages.js';
import classes from '../housekeeping.module.css';
import { orderWord } from '../rule-words.ts';
import type { DraftCount } from './rule-draft.ts';

/** A clause that is switched on or off, and then asks how many; of the newest, by what as well. */
export function CountClause(props: {
  label: string;
  /** What the figure is called. */
  figure: string;
  most: number;
  hasOrder?: boolean;
  value: DraftCount;
  onChange: (value: DraftCount) => void;
}) {
  const { label, figure, most, hasOrder = false, value, onChange } = props;
  return (
    <fieldset className={classes.clause}>
      <legend className={classes.hidden}>{label}</legend>
      <Checkbox
        size="sm"
        label={label}
        checked={value.isOn}
        onChange={(event) => onChange({ ...value, isOn: event.currentTarget.checked })}
      />
      {value.isOn && (
        <div className={classes.figures}>
          <NumberInput
            size="xs"
            w={140}
            label={figure}
            min={1}
            max={most}
            allowDecimal={false}
            allowNegative={false}
            value={value.count === 0 ? '' : value.count}
            error={value.count < 1 || value.count > most}
            onChange={(count) => onChange({ ...value, count: Number(count) || 0 })}
          />
          {hasOrder && (
            <NativeSelect
              size="xs"
              label={m.rules_newest_by()}
              data={ORDERS.map((by) => ({ value: by, label: orderWord(by) }))}
              value={value.by}
              onChange={({ currentTarget }) => {
                const by = ORDERS.find((order) => order === currentTarget.value);
                if (by) onChange({ ...value, by });
              }}
            />
          )}
        </div>
      )}
    </fieldset>
  );
}
